import { existsSync } from "node:fs"
import { join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { languages } from "../flow/present/words/choose-words.ts"
import { ApiError } from "./api-error.ts"
import { type KeptPlayers, playerName } from "./kept-players.ts"
import { servePlayerDocuments } from "./player-document.ts"
import { preferredLanguage } from "./preferred-language.ts"

export interface BuiltFiles {
  /** Folder of the built dashboard. */
  dashboard: string
  /** Folder of the built widget, with `app.js`, `app.<language>.js`, and the scripts that have a hash in their names. */
  widget: string
  /** Where the players of earlier builds are kept. */
  players: KeptPlayers
}

const forAYear = "public, max-age=31536000, immutable"
/** `app.js` names a script that is gone after an upgrade, so no browser may use an old one for long. */
const forMinutes = "public, max-age=300"

/** Which of the built scripts is sent as `app.js`. Spanish is `sp` among them, and `es` to a browser. */
function appScriptIn(tag: string | null): string {
  const lang = tag === "es" ? "sp" : tag
  return lang === null || lang === "en" ? "app.js" : `app.${lang}.js`
}

const spokenTags = Object.keys(languages).map((lang) => (lang === "sp" ? "es" : lang))

/**
 * The widget's scripts below `/js/`. A merchant's page loads `app.js`, and that imports `flow-<hash>.js` when a flow
 * opens and `wall-<hash>.js` when the page asks for a wall: an import asks other origins for their leave. `app.js` comes in the language that its address names (`?lang=fr`),
 * else in the one that the browser likes best: what it says without a flow has to be in it.
 */
export async function serveWidget(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/js/",
    decorateReply: !app.hasReplyDecorator("sendFile"),
    preCompressed: true,
    setHeaders(reply, path) {
      const isHashed = /\/(flow|wall|record|player)-[0-9a-f]+\.js(\.br|\.gz)?$/.test(path)
      reply.header("cache-control", isHashed ? forAYear : forMinutes)
      reply.header("access-control-allow-origin", "*")
    },
  })
  // it is the dashboard's own way to send a file that may answer here, with the dashboard's headers
  const onSend = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header("cache-control", forMinutes)
    reply.header("access-control-allow-origin", "*")
    reply.header("vary", "accept-encoding, accept-language")
  }
  app.get<{ Querystring: { lang?: unknown } }>("/js/app.js", { onSend }, (request, reply) => {
    const { lang } = request.query
    const named = typeof lang === "string" ? lang.replace("_", "-").replace(/^sp\b/i, "es") : ""
    const tag = preferredLanguage(`${named},${request.headers["accept-language"] ?? ""}`, spokenTags)
    return reply.sendFile(appScriptIn(tag), folder)
  })
}

/** The players: that of this build, and those of earlier ones, which play what was recorded with them. */
function servePlayers(app: FastifyInstance, { widget, players }: BuiltFiles): void {
  const onSend = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (reply.statusCode >= 400) return
    reply.header("cache-control", forAYear)
    reply.header("access-control-allow-origin", "*")
  }
  const path = "/js/player-:build(^[0-9a-f]{32}$).js"
  app.get<{ Params: { build: string } }>(path, { onSend }, async (request, reply) => {
    const { build } = request.params
    const name = playerName(build)
    if (existsSync(join(widget, name))) return reply.sendFile(name, widget)
    const script = await players.read(build)
    if (!script) throw new ApiError(404, "not_found", "The player of that build is not kept here.")
    return reply.type("application/javascript; charset=utf-8").send(script)
  })
}

/**
 * The widget's scripts below `/js/`, and the dashboard for everything that no route and no file answers.
 * @throws Error when something has not been built
 */
export async function serveFiles(app: FastifyInstance, files: BuiltFiles): Promise<void> {
  for (const [name, file] of [
    ["dashboard", join(files.dashboard, "index.html")],
    ["widget", join(files.widget, "app.js")],
  ]) {
    if (!existsSync(file ?? "")) throw new Error(`The ${name} is not built; \`npm start\` builds it.`)
  }
  await app.register(fastifyStatic, {
    root: files.dashboard,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const isHashed = path.includes("/assets/")
      reply.header("cache-control", isHashed ? forAYear : "no-cache")
    },
  })
  await serveWidget(app, files.widget)
  servePlayers(app, files)
  servePlayerDocuments(app, files.players)
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html")
    const isApi = request.url.startsWith("/v1/") || request.url.startsWith("/api/")
    if (wantsPage && !isApi) return reply.header("cache-control", "no-cache").sendFile("index.html")
    throw new ApiError(
      404,
      "not_found",
      `There is no ${request.method} ${request.url.split("?")[0]?.slice(0, 200)} here.`,
    )
  })
}
