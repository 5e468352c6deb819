import { randomBytes } from "node:crypto"
import type { FastifyInstance } from "fastify"
import { ApiError } from "./api-error.ts"
import { type KeptPlayers, playerName, playerPath } from "./kept-players.ts"

/**
 * What the document of a player may do: run that one script, in an origin of its own, and show pictures that it was handed. It can ask nobody
 * anything, so what a log says leads nowhere, and it can reach neither the page around it nor a login.
 */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // for browsers that take no style sheet from a script
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts",
  ].join("; ")

const page = (build: string, nonce: string) => `<!doctype html>
<meta charset="utf-8">
<title>Recording</title>
<script type="module" nonce="${nonce}" src="/js/${playerName(build)}"></script>
`

/** `/player/<build>`: the document in which recordings of a build are played, for a frame of the dashboard. It gets its log by message. */
export function servePlayerDocuments(app: FastifyInstance, players: KeptPlayers): void {
  const path = playerPath(":build(^[0-9a-f]{32}$)")
  app.get<{ Params: { build: string } }>(path, async (request, reply) => {
    const { build } = request.params
    if (!(await players.has(build)))
      throw new ApiError(404, "not_found", "The player of that build is not kept here.")
    const nonce = randomBytes(16).toString("base64")
    return reply
      .type("text/html; charset=utf-8")
      .headers({
        "cache-control": "no-store",
        "content-security-policy": policy(nonce),
        "referrer-policy": "no-referrer",
      })
      .send(page(build, nonce))
  })
}
