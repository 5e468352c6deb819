import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { extname, join, normalize } from "node:path"
import Fastify from "fastify"
import { servePlayerDocuments } from "../../../server/src/http/player-document.ts"
import { answerApi } from "./answers.ts"
import { exampleFile, examplesBase } from "./charts/serve-examples.ts"
import { playerScript } from "./recording.ts"
import { scenarios } from "./state.ts"

/** Serves the built dashboard as the real server does, content policy included, over fixed answers. */
const dist = join(import.meta.dirname, "../../dist")
const port = Number(process.env.PORT)

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
}

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

/** The document of a player as the real server serves it, with its policy: of an origin of its own, so its script may come from another. */
const players = Fastify()
servePlayerDocuments(players, { keep: async () => {}, has: async () => true, read: async () => null })

async function servePlayer(response: ServerResponse, path: string) {
  const script = await playerScript(path)
  if (script) {
    response.writeHead(200, { "content-type": types[".js"], "access-control-allow-origin": "*" })
    return response.end(script)
  }
  const { statusCode, headers, rawPayload } = await players.inject(path)
  response.writeHead(statusCode, headers)
  response.end(rawPayload)
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "/", "http://looks")
  if (url.pathname.startsWith("/api/")) return serveApi(request, response, url)
  const path = normalize(url.pathname)
  if (/^\/(player\/|js\/player-)/.test(path)) return servePlayer(response, path)
  // the name of a customer in an address may look like that of a file
  const isAsset = extname(path) !== "" && !path.startsWith("/customers/")
  const body = path.startsWith(examplesBase)
    ? await exampleFile(path)
    : await readFile(join(dist, isAsset ? path : "index.html")).catch(() => null)
  response.writeHead(body ? 200 : 404, {
    "content-type": types[isAsset ? extname(path) : ".html"] ?? "application/octet-stream",
    "content-security-policy": policy,
  })
  response.end(body)
}

/** The state that the page is to be in travels in a cookie. */
async function serveApi(request: IncomingMessage, response: ServerResponse, url: URL) {
  const [, named] = /(?:^|; )scenario=([^;]*)/.exec(request.headers.cookie ?? "") ?? []
  const scenario = scenarios.find((each) => each === named) ?? "out"
  let text = ""
  for await (const chunk of request) text += String(chunk)
  const { token = "" } = text === "" ? {} : (JSON.parse(text) as { token?: string })
  const found = answerApi(scenario, url, token)
  if (!found) return
  response.writeHead(found.status, { "content-type": "application/json" })
  response.end(JSON.stringify(found.body))
}

// as long an address as the real server takes
const options = { maxHeaderSize: 160 * 1024 }
createServer(options, (request, response) => void serve(request, response)).listen(port, "127.0.0.1")
