import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"
import { root } from "../root.ts"

const own = join(root, "apps/server/src/http/docs")
const reader = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"))
const embeddingGuide = readFileSync(join(root, "docs/embedding.md"), "utf8")
const readerFiles = new Set(["/swagger-ui.css", "/swagger-ui-bundle.js"])

const pages = [
  ["/docs", "index.html", "text/html; charset=utf-8"],
  ["/docs/page.js", "page.js", "text/javascript; charset=utf-8"],
  ["/docs/page.css", "page.css", "text/css; charset=utf-8"],
] as const

/**
 * The guide to embedding at `/docs/embedding`, as it is written; the API's description at `/docs/openapi.json`, and a page
 * to read it at `/docs`. Everything comes from this server; the reader's files lie in its package.
 */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  for (const [url, file, type] of pages) {
    const content = readFileSync(join(own, file), "utf8")
    app.get(url, (_request, reply) => reply.type(type).header("cache-control", "no-cache").send(content))
  }
  app.get("/docs/embedding", (_request, reply) =>
    reply.type("text/plain; charset=utf-8").header("cache-control", "no-cache").send(embeddingGuide),
  )
  app.get("/docs/", (_request, reply) => reply.redirect("/docs"))
  app.get("/docs/openapi.json", (_request, reply) =>
    reply.header("access-control-allow-origin", "*").header("cache-control", "no-cache").send(app.swagger()),
  )
  await app.register(fastifyStatic, {
    root: reader,
    prefix: "/docs/reader/",
    decorateReply: false,
    allowedPath: (path) => readerFiles.has(path),
    maxAge: "1 day",
  })
}
