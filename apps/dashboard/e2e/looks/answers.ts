import type { StreamCount, StreamFacets, StreamPage, StreamRow } from "@holdfast/protocol/dashboard"
import { answerAbTests, flowsOf } from "./ab-tests.ts"
import { answerAccount } from "./account.ts"
import { type Answer, answer, broken, refusal } from "./answer.ts"
import { auditOf } from "./audit.ts"
import { answerExports } from "./exports.ts"
import { keysOf } from "./keys.ts"
import { answerMail } from "./mail.ts"
import { facetsOf, matching } from "./matching.ts"
import { answerPage } from "./pages.ts"
import { answerInvitation, answerPeople } from "./people.ts"
import { recordingOf } from "./recording.ts"
import { answerRequests } from "./requests.ts"
import { meOf, rowsOf, type Scenario } from "./state.ts"
import { viewsOf } from "./views.ts"
import { answerWebhooks } from "./webhooks.ts"

/**
 * What a page in that state is told, for every path that a page shown in `looks.spec.ts` asks. Nothing that a page does
 * changes an answer: what the dashboard does is tested on the product.
 * @returns null for what is never answered
 */
export function answerApi(scenario: Scenario, url: URL, token: string): Answer | null {
  const { pathname: path, searchParams: params } = url
  if (path === "/api/sign-in-options") return answer({ isMailConfigured: scenario !== "no-mail" })
  if (path === "/api/auth/sign-in/email") return answer({ needsSecondFactor: true })
  if (path === "/api/invitations/look") return answerInvitation(token)
  if (scenario === "out") return refusal(401, "not_signed_in", "Sign in first")
  if (path === "/api/me") return answer(meOf(scenario))
  if (scenario === "slow") return null
  const account = answerAccount(scenario, path)
  if (account) return account
  if (scenario === "guarded") {
    return refusal(403, "two_factor_required", "This workspace requires a second factor.")
  }
  // a stream of changes in which nothing happens
  if (path.endsWith("/sessions/live")) return null
  if (scenario === "fault") return broken
  const [, area, rest = ""] = /^\/api\/workspaces\/[^/]+\/([^/]+)(.*)$/.exec(path) ?? []
  const [, recorded] = area === "sessions" ? (/^\/([^/]+)\/recording$/.exec(rest) ?? []) : []
  if (recorded !== undefined) return answer(recordingOf(scenario, recorded))
  switch (area) {
    case "views":
      return answer({ views: viewsOf(scenario) })
    case "people":
    case "invitations":
      return answerPeople(scenario, area)
    case "keys":
      return answer({ baseUrl: "https://holdfast.example.com", keys: keysOf(scenario) })
    case "flows":
      return answer(flowsOf(scenario))
    case "ab-tests":
      return answerAbTests(scenario, rest)
    case "requests":
      return answerRequests(scenario, rest)
    case "webhooks":
      return answerWebhooks(scenario, rest)
    case "mail":
      return answerMail(scenario)
    case "audit":
      return answer(auditOf(scenario, rest))
    case "exports":
      return answerExports(scenario, rest, params)
    default:
      return answerPage(scenario, url) ?? answerStream(scenario, path, params)
  }
}

function answerStream(scenario: Scenario, path: string, params: URLSearchParams): Answer {
  const rows = sessionsOf(scenario, params.get("mode"))
  const found = matching(rows, params)
  if (path.endsWith("/count"))
    return answer<StreamCount>({
      count: found.length,
      unverified: found.filter(({ isVerified }) => !isVerified).length,
    })
  if (path.endsWith("/facets")) return answer<StreamFacets>(facetsOf(rows, params, rowsOf(scenario)))
  return answer(pageOf(found, params))
}

/** All sessions of a mode; `full` shows those of every mode among the live ones. */
function sessionsOf(scenario: Scenario, mode: string | null): StreamRow[] {
  const all = rowsOf(scenario)
  return scenario === "full" && mode === "live" ? all : all.filter((each) => each.mode === mode)
}

function pageOf(rows: StreamRow[], params: URLSearchParams): StreamPage {
  const start = rows.findIndex(({ id }) => id === params.get("before")) + 1
  const sessions = rows.slice(start, start + Number(params.get("size")))
  const isEnd = start + sessions.length >= rows.length
  return { sessions, next: isEnd ? null : (sessions.at(-1)?.id ?? null) }
}
