import type { IncomingMessage, ServerResponse } from "node:http"
import type { ApiErrorBody, StreamCount, StreamFacets, StreamPage, StreamRow } from "@holdfast/protocol"
import { answerExports, exportWhims, moveExports } from "./fixture-exports.ts"
import { facetsOf, matching } from "./fixture-filter.ts"
import { type Happened, happen, openStream, visitorOf } from "./fixture-live.ts"
import { answerPage } from "./fixture-pages.ts"
import { fixtureOwner, meOf, rowsOf, type Scenario, scenarios } from "./fixture-state.ts"
import { answerViews } from "./fixture-views.ts"

/** Every path of the API that the dashboard uses, in the state that the `scenario` cookie names. */
export async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const cookies = new Map((request.headers.cookie ?? "").split("; ").map((pair) => splitOnce(pair)))
  const scenario = scenarios.find((each) => each === cookies.get("scenario")) ?? "out"
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(JSON.stringify(body))
  }
  if (url.pathname === "/api/auth/sign-in/email") return signIn(JSON.parse(await textOf(request)), send)
  if (url.pathname === "/api/auth/sign-out") {
    if (cookies.get("sign-out") === "fails") return void request.socket.destroy()
    return send(200, { success: true }, { "set-cookie": "scenario=out; Path=/" })
  }
  if (scenario === "out") return send(401, refusal("not_signed_in", "Sign in first"))
  if (url.pathname === "/api/me") return send(200, meOf(scenario, cookies))
  const visitor = visitorOf(cookies.get("visitor") ?? "")
  if (url.pathname === "/api/fixture/happen") return send(200, happen(visitor, url.searchParams))
  if (url.pathname === "/api/fixture/exports") return send(200, moveExports(visitor, url.searchParams))
  if (url.pathname.endsWith("/sessions/live")) {
    if (scenario === "untold") return send(429, refusal("too_many_streams", "Close another page first."))
    return openStream(visitor, response)
  }
  if (url.pathname.includes("/views")) {
    const { status, body } = answerViews(visitor, scenario, {
      method: request.method ?? "GET",
      id: url.pathname.split("/views/")[1] ?? null,
      body: request.method === "POST" || request.method === "PATCH" ? JSON.parse(await textOf(request)) : {},
    })
    return send(status, body)
  }
  if (scenario === "slow") return
  if (scenario === "fault") return send(500, refusal("internal", "Something broke", "req-7f3a91"))
  const exportPath = /^\/api\/workspaces\/[^/]+\/exports(.*)$/.exec(url.pathname)?.[1]
  if (exportPath !== undefined) {
    const all = sessionsOf(scenario, visitor, url.searchParams)
    const text = await textOf(request)
    const whim = exportWhims.find((each) => each === cookies.get("export"))
    return answerExports(
      {
        visitor,
        whim,
        method: request.method ?? "GET",
        path: exportPath,
        params: url.searchParams,
        body: text === "" ? null : JSON.parse(text),
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
    return send(200, facetsOf(rows, url.searchParams) satisfies StreamFacets)
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

function signIn(
  body: { email?: string; password?: string },
  send: (status: number, body: unknown, headers?: Record<string, string>) => void,
) {
  if (body.password === "too often")
    return send(429, { message: "Too many requests" }, { "x-retry-after": "8" })
  if (body.email !== fixtureOwner.email || body.password !== fixtureOwner.password) {
    return send(401, { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" })
  }
  send(200, { redirect: false }, { "set-cookie": "scenario=full; Path=/" })
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
