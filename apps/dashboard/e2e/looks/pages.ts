import type { Mode } from "@holdfast/protocol"
import { customerIdOf, type SessionPage } from "@holdfast/protocol/dashboard"
import { flowVersion, hostileFlow } from "../flows.ts"
import { row } from "../rows.ts"
import { type Answer, answer, refusal } from "./answer.ts"
import { customerProfile, hostileCustomer } from "./customer.ts"
import { hostileRows, hostileTexts } from "./hostile-rows.ts"
import { hostileSession, sessionPage } from "./session.ts"
import type { Scenario } from "./state.ts"

/** What the pages behind the stream read; undefined for other paths. */
export function answerPage(scenario: Scenario, url: URL): Answer | undefined {
  const page = pageOf(scenario, url)
  if (page === undefined) return undefined
  const code = scenario === "no-profiles" ? "profiles_off" : "not_found"
  return page === null ? refusal(404, code, "No such thing here.") : answer(page)
}

/** null where there is nothing of that id. */
function pageOf(scenario: Scenario, url: URL): unknown {
  const [, kind, part] =
    /^\/api\/workspaces\/[^/]+\/(sessions|blueprints|customers)\/([^/]+)$/.exec(url.pathname) ?? []
  if (kind === undefined || part === undefined || part === "count" || part === "facets") return undefined
  const id = decodeURIComponent(part)
  const isHostile = scenario === "hostile"
  const place = Number(id.slice(-12)) - 1
  const text = hostileTexts[place] ?? ""
  switch (kind) {
    case "sessions":
      if (isHostile) return hostileSession(hostileRows()[place] ?? row(1, 1), text)
      return sessionOf(id)
    case "blueprints":
      return isHostile ? hostileFlow(hostileTexts[Number(id)] ?? "") : flowVersion(id)
    default: {
      const customerId = customerIdOf(id)
      if (scenario === "no-profiles") return null
      if (isHostile) return hostileCustomer(hostileRows(), customerId)
      return customerProfile(customerId, (url.searchParams.get("mode") ?? "live") as Mode)
    }
  }
}

const kinds = ["open", "whole", "bounced", "bare"] as const

function sessionOf(id: string): SessionPage | null {
  const kind = kinds.find((each) => sessionPage(each).row.id === id)
  return kind ? sessionPage(kind) : null
}
