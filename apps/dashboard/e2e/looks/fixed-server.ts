import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { extname, join, normalize } from "node:path"
import { answerApi } from "./fixture-api.ts"

/** Serves the built dashboard as the real server does, content policy included, over answers made up for tests. */
const dist = join(import.meta.dirname, "..", "dist")
const port = Number(process.env.PORT ?? 4879)

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
}

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "/", "http://fixture")
  if (url.pathname.startsWith("/api/")) return answerApi(request, response, url)
  const path = normalize(url.pathname)
  // the name of a customer in an address may look like that of a file
  const isAsset = extname(path) !== "" && !path.startsWith("/customers/")
  const body = await readFile(join(dist, isAsset ? path : "index.html")).catch(() => null)
  response.writeHead(body ? 200 : 404, {
    "content-type": types[isAsset ? extname(path) : ".html"] ?? "application/octet-stream",
    "content-security-policy": policy,
  })
  response.end(body)
}

// as long an address as the real server takes
const options = { maxHeaderSize: 160 * 1024 }
createServer(options, (request, response) => void answer(request, response)).listen(port, "127.0.0.1")
