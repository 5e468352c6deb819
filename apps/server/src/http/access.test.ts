import fastify from "fastify"
import { expect, test } from "vitest"
import { enforceAccess, workspaceOf } from "./access.ts"
import type { Services } from "./services.ts"

const withAccess = () => {
  const app = fastify()
  enforceAccess(app, {} as Services)
  return app
}

test("a route that does not say who may call it stops the server from starting", () => {
  for (const url of ["/v1/data/everything", "/api/workspaces/:appId/everything", "/shop/api/everything"]) {
    expect(() => withAccess().get(url, () => "")).toThrow(
      `GET ${url} does not say who may call it (config.access)`,
    )
  }
})

test("a route does not pass for a pre-flight because it answers those too", () => {
  const handler = () => ""
  expect(() => withAccess().route({ method: ["GET", "OPTIONS"], url: "/api/loose", handler })).toThrow(
    "GET,OPTIONS /api/loose does not say who may call it (config.access)",
  )
  expect(() => withAccess().options("/api/*", handler)).not.toThrow()
})

test("a handler cannot use a workspace that nobody was admitted to", async () => {
  const app = withAccess()
  app.get("/api/loose", { config: { access: "public" } }, (request) => workspaceOf(request))
  expect((await app.inject("/api/loose")).json().message).toBe(
    "/api/loose asks for a workspace, which its access does not bring",
  )
})
