import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, testApp } from "../testing/test-app.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

test.each(["/api/me", "/api/workspaces/nobody/sessions", "/api/auth/get-session", "/api/none"])(
  "%s is kept by nobody on the way",
  async (url) => {
    const { headers } = await server.app.inject({ url })
    expect(headers["cache-control"]).toBe("no-store")
  },
)

test("each answer tells browsers what its page may do, the first one as all others", async () => {
  const answers = await Promise.all(
    ["/healthz", "/healthz", "/v1/data/sessions", "/api/none", "/none"].map((url) =>
      server.app.inject({ url }),
    ),
  )
  for (const { headers } of answers) {
    expect(headers["content-security-policy"]).toContain("default-src 'self';")
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "SAMEORIGIN",
      "cross-origin-resource-policy": "cross-origin",
      "referrer-policy": "no-referrer",
    })
  }
})

test("a body that does not come to its end is given up", () => {
  expect(server.app.server.requestTimeout).toBe(30_000)
})
