import { readdirSync, statSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { gunzipSync } from "node:zlib"
import { flowActions } from "@holdfast/protocol"
import type {
  OpenedFlow,
  OpenFlowRequest,
  ReportRequest,
  WallAnswer,
  WallRequest,
  WallShown,
} from "@holdfast/protocol/flow"
import type { RecordingDecision, RecordingRequest } from "@holdfast/protocol/recording"
import fastify from "fastify"
import { presentFlow } from "../../../apps/server/src/flow/present/present-flow.ts"
import { wishesOf } from "../../../apps/server/src/flow/present/speak-to.ts"
import { themeOf } from "../../../apps/server/src/flow/present/theme.ts"
import { chooseWords } from "../../../apps/server/src/flow/present/words/choose-words.ts"
import { serveWidget } from "../../../apps/server/src/http/serve-files.ts"
import { aBlueprint } from "./a-blueprint.ts"

/**
 * How the stand-in behaves: as it should, failing, silent, refusing, answering a page in HTML, other JSON, or half an answer,
 * or as a workspace that has published no flow.
 */
export type Mood = "fine" | "broken" | "silent" | "refusing" | "page" | "other" | "cut" | "flowless"

/** What comes for the second script: itself, nothing (as after an upgrade), a page, another script, or no answer. */
export type FlowScriptMood = "fine" | "gone" | "page" | "other" | "silent"

export interface StandIn {
  /** Address of the page that embeds the widget; the API is on another port, so another origin. */
  page: string
  api: string
  mood: { open: Mood; report: Mood; action: Mood; wall: Mood; recording: Mood; flowScript: FlowScriptMood }
  /** Addresses of the scripts that were asked for, without the query. */
  scripts: string[]
  opened: OpenFlowRequest[]
  /** What was asked of walls, and what is answered; the words are put in by the language that is asked for. */
  walls: WallRequest[]
  wallAnswer: Omit<WallAnswer, "shown"> & { shown?: Partial<WallShown> }
  reports: ReportRequest[]
  actions: { run: string; action: string; body: unknown }[]
  /** Whether runs are recorded, and what of them arrived: the bytes as they were sent, and what they say. */
  recording: RecordingDecision
  recorded: { bytes: Buffer; chunk: RecordingRequest }[]
  /** What became of them; null where nobody has carried them out. */
  actionState: "applied" | "scheduled" | "unknown" | null
  blueprint: typeof aBlueprint
  customer: OpenedFlow["customer"]
  hasCancelNow: boolean
  /** A flow that is recorded says so. */
  hasNotice: boolean
  /** The answer to a customer who opens the flow. */
  openedBy(request: OpenFlowRequest): object
  /** Extra headers, style and script attributes of the page. */
  pageHeaders: Record<string, string>
  scriptAttributes: string
  /** What stands in the script's address after the App ID. */
  scriptQuery: string
  pageBody: string
  /** Other pages on its host, by path. */
  otherPages: Record<string, { headers?: Record<string, string>; body: string }>
  /** The hash of the player that was built. */
  playerBuild(): string
  close(): Promise<void>
}

const sessionId = "0198"
const dist = fileURLToPath(new URL("../dist/", import.meta.url))
const playerIn = (build: string) => `${dist}player-${build}.js`

function read(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    request.on("data", (part) => parts.push(part))
    request.on("end", () => resolve(Buffer.concat(parts)))
  })
}

const textOf = (bytes: Buffer) => String(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)

const listen = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

/** As the server answers: with the words and the looks of its own making. */
function wallFor({ lang, detectedLang }: WallRequest, { shown, ...answer }: StandIn["wallAnswer"]) {
  if (!shown) return answer
  const look = { light: themeOf(null, false), dark: themeOf(null, true) }
  const nothing = { until: null, canResume: true, unpaidDays: null, payUrl: null, brandImage: null }
  return { ...answer, shown: { ...nothing, look, ...chooseWords(lang ?? detectedLang), ...shown } }
}

/** Plays the endpoints of the flow and serves the built scripts and a page that embeds them. */
export async function startStandIn(): Promise<StandIn> {
  const standIn: StandIn = {
    page: "",
    api: "",
    mood: {
      open: "fine",
      report: "fine",
      action: "fine",
      wall: "fine",
      recording: "fine",
      flowScript: "fine",
    },
    scripts: [],
    opened: [],
    walls: [],
    wallAnswer: { standing: "fine" },
    reports: [],
    actions: [],
    recording: { on: false, why: "workspace" },
    recorded: [],
    actionState: "applied",
    blueprint: structuredClone(aBlueprint),
    customer: { id: "cus_1", planPrice: 2900, currency: "usd", billingInterval: "MONTH" },
    hasCancelNow: false,
    hasNotice: false,
    openedBy({ customer, customerAttributes: attributes, run, lang, detectedLang }) {
      const { blueprint, customer: snapshot, hasCancelNow } = standIn
      const presentation = { customer, attributes, snapshot, run, wishes: wishesOf({ lang, detectedLang }) }
      return {
        sessionId,
        hasCancelNow,
        actions: flowActions,
        customer: snapshot,
        recording: standIn.recording,
        ...presentFlow(blueprint, presentation),
      }
    },
    pageHeaders: {},
    scriptAttributes: "",
    scriptQuery: "",
    pageBody: "",
    otherPages: {},
    playerBuild() {
      const built = readdirSync(dist).flatMap((name) => /^player-([0-9a-f]{32})\.js$/.exec(name)?.[1] ?? [])
      // builds before this one may lie beside it
      return built.sort((a, b) => statSync(playerIn(b)).mtimeMs - statSync(playerIn(a)).mtimeMs)[0] ?? ""
    },
    close: async () => {},
  }

  const answer = (response: ServerResponse, mood: Mood, body: () => object) => {
    if (mood === "silent") return
    if (mood === "page" || mood === "other" || mood === "cut") {
      const text = {
        page: "<!doctype html><h1>Sign in to this network</h1>",
        other: '{"ok":true}',
        cut: '{"session',
      }
      response.writeHead(200, {
        "access-control-allow-origin": "*",
        "content-length": mood === "cut" ? 5000 : text[mood].length,
      })
      response.write(text[mood])
      return void (mood === "cut" ? response.socket?.end() : response.end())
    }
    const status = mood === "fine" ? 200 : mood === "broken" ? 500 : mood === "flowless" ? 424 : 401
    response.writeHead(status, { "access-control-allow-origin": "*", "content-type": "application/json" })
    response.end(mood === "fine" ? JSON.stringify(body()) : `The stand-in is ${mood}`)
  }

  // the product's own way to serve them, with its headers
  const files = fastify()
  await serveWidget(files, dist)
  const answerScript = async (
    path: string,
    { url: asked = "", headers: sent }: IncomingMessage,
    response: ServerResponse,
  ) => {
    standIn.scripts.push(path)
    const mood = path === "/js/app.js" ? "fine" : standIn.mood.flowScript
    if (mood === "silent") return
    const open = { "access-control-allow-origin": "*" }
    if (mood === "page") {
      return response.writeHead(200, { ...open, "content-type": "text/html" }).end("<!doctype html>")
    }
    if (mood === "other") {
      return response.writeHead(200, { ...open, "content-type": "text/javascript" }).end("export default 1")
    }
    const url = mood === "gone" ? "/js/flow-000000000000.js" : asked
    const language = sent["accept-language"] ?? ""
    const { statusCode, headers, rawPayload } = await files.inject({
      url,
      headers: { "accept-language": language },
    })
    response.writeHead(statusCode, headers).end(rawPayload)
  }

  const api = createServer(async (request, response) => {
    const path = request.url?.split("?")[0] ?? ""
    if (path.startsWith("/js/")) return answerScript(path, request, response)
    if (request.method === "OPTIONS") return response.writeHead(400).end("no request may need a pre-flight")
    const bytes = await read(request)
    const body = JSON.parse(textOf(bytes) || "{}")
    if (path === "/v1/flow/open") {
      standIn.opened.push(body)
      return answer(response, standIn.mood.open, () => standIn.openedBy(body))
    }
    if (path === "/v1/flow/wall") {
      standIn.walls.push(body)
      return answer(response, standIn.mood.wall, () => wallFor(body, standIn.wallAnswer))
    }
    if (path === "/v1/flow/report") {
      if (standIn.mood.report === "fine") standIn.reports.push(body)
      return answer(response, standIn.mood.report, () => ({ sessionId, revision: body.revision }))
    }
    if (path === "/v1/flow/recording") {
      const { recording: mood } = standIn.mood
      if (mood !== "fine") return answer(response, mood, () => ({}))
      standIn.recorded.push({ bytes, chunk: body })
      return response.writeHead(204, { "access-control-allow-origin": "*" }).end()
    }
    if (standIn.mood.action === "fine") standIn.actions.push(body)
    const { actionState: state } = standIn
    answer(response, standIn.mood.action, () => ({ recorded: true, ...(state && { state }) }))
  })
  standIn.api = await listen(api)

  const page = createServer((request, response) => {
    const other = standIn.otherPages[request.url ?? ""]
    if (other)
      return response.writeHead(200, { "content-type": "text/html", ...other.headers }).end(other.body)
    response.writeHead(200, { "content-type": "text/html", ...standIn.pageHeaders })
    response.end(`<!doctype html><html lang="en"><head><title>Account</title>
      <script async src="${standIn.api}/js/app.js?appId=abc${standIn.scriptQuery}" ${standIn.scriptAttributes}></script></head>
      <body>${standIn.pageBody}<button id="leave">Cancel subscription</button></body></html>`)
  })
  standIn.page = await listen(page)
  standIn.close = async () => {
    for (const server of [api, page]) {
      server.closeAllConnections()
      server.close()
    }
    await files.close()
  }
  return standIn
}
