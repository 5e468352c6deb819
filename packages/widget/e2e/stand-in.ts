import { readFileSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { OpenedFlow, OpenFlowRequest, ReportRequest } from "@holdfast/protocol/flow"
import { presentFlow } from "../../../apps/server/src/flow/present/present-flow.ts"
import { aBlueprint } from "./a-blueprint.ts"

/** How the stand-in behaves: as it should, failing, silent, or refusing. */
export type Mood = "fine" | "broken" | "silent" | "refusing"

export interface StandIn {
  /** Address of the page that embeds the widget; the API is on another port, so another origin. */
  page: string
  api: string
  mood: { open: Mood; report: Mood; action: Mood }
  opened: OpenFlowRequest[]
  reports: ReportRequest[]
  actions: { run: string; action: string; body: unknown }[]
  blueprint: typeof aBlueprint
  customer: OpenedFlow["customer"]
  /** The answer to a customer who opens the flow. */
  openedBy(request: OpenFlowRequest): object
  /** Extra headers and style of the page. */
  pageHeaders: Record<string, string>
  pageBody: string
  close(): Promise<void>
}

const sessionId = "0198"
const dist = new URL("../dist/", import.meta.url)

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ""
    request.on("data", (part) => {
      text += part
    })
    request.on("end", () => resolve(text))
  })
}

const listen = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

/** Plays the three endpoints of the flow and serves the built script and a page that embeds them. */
export async function startStandIn(): Promise<StandIn> {
  const standIn: StandIn = {
    page: "",
    api: "",
    mood: { open: "fine", report: "fine", action: "fine" },
    opened: [],
    reports: [],
    actions: [],
    blueprint: structuredClone(aBlueprint),
    customer: { id: "cus_1", planPrice: 2900, currency: "usd", billingInterval: "MONTH" },
    openedBy({ customer, customerAttributes: attributes, run, lang, detectedLang }) {
      const { blueprint, customer: snapshot } = standIn
      const presentation = { customer, attributes, snapshot, run, lang: lang ?? detectedLang ?? null }
      return { sessionId, customer: snapshot, ...presentFlow(blueprint, presentation) }
    },
    pageHeaders: {},
    pageBody: "",
    close: async () => {},
  }

  const answer = (response: ServerResponse, mood: Mood, body: () => object) => {
    if (mood === "silent") return
    const status = mood === "fine" ? 200 : mood === "broken" ? 500 : 401
    response.writeHead(status, { "access-control-allow-origin": "*", "content-type": "application/json" })
    response.end(mood === "fine" ? JSON.stringify(body()) : `The stand-in is ${mood}`)
  }

  const api = createServer(async (request, response) => {
    const path = request.url?.split("?")[0] ?? ""
    if (path.startsWith("/js/")) {
      response.writeHead(200, { "content-type": "text/javascript" })
      return response.end(readFileSync(new URL(path.slice(4), dist)))
    }
    if (request.method === "OPTIONS") return response.writeHead(400).end("no request may need a pre-flight")
    const body = JSON.parse((await read(request)) || "{}")
    if (path === "/v1/flow/open") {
      standIn.opened.push(body)
      return answer(response, standIn.mood.open, () => standIn.openedBy(body))
    }
    if (path === "/v1/flow/report") {
      if (standIn.mood.report === "fine") standIn.reports.push(body)
      return answer(response, standIn.mood.report, () => ({ sessionId, revision: body.revision }))
    }
    if (standIn.mood.action === "fine") standIn.actions.push(body)
    answer(response, standIn.mood.action, () => ({}))
  })
  standIn.api = await listen(api)

  const page = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html", ...standIn.pageHeaders })
    response.end(`<!doctype html><html lang="en"><head><title>Account</title>
      <script async src="${standIn.api}/js/app.js?appId=abc"></script></head>
      <body>${standIn.pageBody}<button id="leave">Cancel subscription</button></body></html>`)
  })
  standIn.page = await listen(page)
  standIn.close = async () => {
    for (const server of [api, page]) {
      server.closeAllConnections()
      server.close()
    }
  }
  return standIn
}
