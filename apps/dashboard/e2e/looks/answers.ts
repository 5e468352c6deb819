import type { IncomingMessage, ServerResponse } from "node:http"
import type { ApiErrorBody, StreamCount, StreamFacets, StreamPage, StreamRow } from "@holdfast/protocol"
import { answerAccount } from "./fixture-account.ts"
import { answerAudit } from "./fixture-audit.ts"
import { answerExports, exportWhims, moveExports } from "./fixture-exports.ts"
import { facetsOf, matching } from "./fixture-filter.ts"
import { answerKeys } from "./fixture-keys.ts"
import { type Happened, happen, openStream, visitorOf } from "./fixture-live.ts"
import { answerMail } from "./fixture-mail.ts"
import { answerPage } from "./fixture-pages.ts"
import { answerInvitation, answerPeople } from "./fixture-people.ts"
import { answerBeforeLogin } from "./fixture-sign-in.ts"
import { meOf, rowsOf, type Scenario, scenarios } from "./fixture-state.ts"
import { answerViews } from "./fixture-views.ts"

/** Every path of the API that the dashboard uses, in the state that the `scenario` cookie names. */
export async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const cookies = new Map((request.headers.cookie ?? "").split("; ").map((pair) => splitOnce(pair)))
  const scenario = scenarios.find((each) => each === cookies.get("scenario")) ?? "out"
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(JSON.stringify(body))
  }
  const isMailed = cookies.get("mail") !== "off"
  const before = answerBeforeLogin(url.pathname, isMailed, () => textOf(request))
  if (before) {
    const { status, body, headers } = await before
    return send(status, body, headers)
  }
  if (url.pathname === "/api/auth/sign-out") {
    if (cookies.get("sign-out") === "fails") return void request.socket.destroy()
    return send(200, { success: true }, { "set-cookie": "scenario=out; Path=/" })
  }
  const [, invitationDeed] = /^\/api\/invitations\/(look|accept)$/.exec(url.pathname) ?? []
  if (invitationDeed) {
    const { status, body, headers } = answerInvitation(invitationDeed, JSON.parse(await textOf(request)))
    return send(status, body, headers)
  }
  if (scenario === "out") return send(401, refusal("not_signed_in", "Sign in first"))
  const text = await textOf(request)
  const sent = text === "" ? {} : JSON.parse(text)
  const visitor = visitorOf(cookies.get("visitor") ?? "")
  const me = meOf(scenario, visitor.account, cookies)
  if (url.pathname === "/api/me" && request.method === "GET") return send(200, me)
  const account = answerAccount(visitor, scenario, {
    method: request.method ?? "GET",
    path: url.pathname,
    body: sent,
  })
  if (account) {
    if (scenario === "slow") return
    return send(account.status, account.body, account.headers)
  }
  if (scenario === "guarded" && !visitor.account.hasTwoFactor) {
    return send(403, refusal("two_factor_required", "This workspace requires a second factor."))
  }
  if (url.pathname === "/api/fixture/happen") return send(200, happen(visitor, url.searchParams))
  if (url.pathname === "/api/fixture/exports") return send(200, moveExports(visitor, url.searchParams))
  if (url.pathname.endsWith("/sessions/live")) {
    if (scenario === "untold") return send(429, refusal("too_many_streams", "Close another page first."))
    return openStream(visitor, response)
  }
  if (url.pathname.includes("/views")) {
    const { status, body } = answerViews(visitor, scenario, {
      person: me.user,
      method: request.method ?? "GET",
      id: url.pathname.split("/views/")[1] ?? null,
      body: sent,
    })
    return send(status, body)
  }
  if (scenario === "slow") return
  const people = answerPeople(cookies.get("visitor") ?? "", scenario, me.workspaces[0]?.role ?? "owner", {
    method: request.method ?? "GET",
    path: url.pathname.split("/").slice(4).join("/"),
    body: sent,
  })
  if (people) return send(people.status, people.body, people.headers)
  if (scenario === "fault") return send(500, refusal("internal", "Something broke", "req-7f3a91"))
  const keyPath = /^\/api\/workspaces\/[^/]+\/keys(?:\/([^/]+))?(?:\/(\w+))?$/.exec(url.pathname)
  if (keyPath) {
    const { status, body } = answerKeys(visitor, scenario, {
      method: request.method ?? "GET",
      id: keyPath[1] ?? null,
      deed: keyPath[2] ?? null,
      body: sent,
    })
    return send(status, body)
  }
  if (/\/mail(\/|$)/.test(url.pathname)) {
    const { status, body } = answerMail(scenario, request.method ?? "GET", url)
    return send(status, body)
  }
  if (url.pathname.endsWith("/audit/export")) {
    response.writeHead(200, {
      "content-type": "text/csv",
      "content-disposition": 'attachment; filename="audit.csv"',
    })
    return void response.end(url.search)
  }
  if (/\/audit(\/|$)/.test(url.pathname)) return send(200, answerAudit(scenario, url))
  const exportPath = /^\/api\/workspaces\/[^/]+\/exports(.*)$/.exec(url.pathname)?.[1]
  if (exportPath !== undefined) {
    const all = sessionsOf(scenario, visitor, url.searchParams)
    const whim = exportWhims.find((each) => each === cookies.get("export"))
    return answerExports(
      {
        visitor,
        whim,
        method: request.method ?? "GET",
        path: exportPath,
        params: url.searchParams,
        body: text === "" ? null : sent,
        rows: matching(all, url.searchParams).length,
      },
      response,
    )
  }
  const page = answerPage(scenario, url)
  if (page !== undefined)
    return page === null
      ? send(404, refusal(scenario === "no-profiles" ? "profiles_off" : "not_found", "No such thing here."))
      : send(200, page)
  const isBefore = url.searchParams.get("before")
  if (scenario === "no-more" && isBefore !== null) {
    return send(500, refusal("internal", "Something broke", "req-7f3a92"))
  }
  const path = url.pathname.slice(url.pathname.lastIndexOf("/"))
  const rows = sessionsOf(scenario, visitor, url.searchParams)
  if (path === "/count") {
    return send(200, { count: matching(rows, url.searchParams).length } satisfies StreamCount)
  }
  if (path === "/facets") {
    if (cookies.get("facets") === "fail")
      return send(500, refusal("internal", "Something broke", "req-7f3a93"))
    if (cookies.get("facets") === "wait") return
    return send(200, facetsOf(rows, url.searchParams, rowsOf(scenario, visitor)) satisfies StreamFacets)
  }
  send(200, pageOf(matching(rows, url.searchParams), url.searchParams))
}

/** All sessions of the mode that is asked for; the `full` scenario shows those of every mode among the live ones. */
function sessionsOf(scenario: Scenario, happened: Happened, params: URLSearchParams): StreamRow[] {
  const all = rowsOf(scenario, happened)
  const mode = params.get("mode")
  return scenario === "full" && mode === "live" ? all : all.filter((each) => each.mode === mode)
}

function pageOf(rows: StreamRow[], params: URLSearchParams): StreamPage {
  const start = rows.findIndex(({ id }) => id === params.get("before")) + 1
  const sessions = rows.slice(start, start + Number(params.get("size")))
  const isEnd = start + sessions.length >= rows.length
  return { sessions, next: isEnd ? null : (sessions.at(-1)?.id ?? null) }
}

function refusal(code: string, message: string, id?: string): ApiErrorBody {
  return { error: { code, message, ...(id === undefined ? {} : { id }) } }
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf("=")
  return [pair.slice(0, at), pair.slice(at + 1)]
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ""
  for await (const chunk of request) text += String(chunk)
  return text
}
