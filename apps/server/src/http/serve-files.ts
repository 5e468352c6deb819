import { existsSync } from "node:fs"
import { join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"
import { ApiError } from "./api-error.ts"

export interface BuiltFiles {
  /** Folder of the built dashboard. */
  dashboard: string
  /** Folder of the built widget, with `app.js` and `flow-<hash>.js`. */
  widget: string
}

const forAYear = "public, max-age=31536000, immutable"

/**
 * The widget's scripts below `/js/`. A merchant's page loads `app.js`, and that imports `flow-<hash>.js` when a flow
 * opens: an import asks other origins for their leave.
 */
export async function serveWidget(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/js/",
    decorateReply: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const isHashed = /\/flow-[0-9a-f]+\.js(\.br|\.gz)?$/.test(path)
      // `app.js` names a script that is gone after an upgrade, so no browser may use an old one for long
      reply.header("cache-control", isHashed ? forAYear : "public, max-age=300")
      reply.header("access-control-allow-origin", "*")
    },
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
