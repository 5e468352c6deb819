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

test("a body that does not come to its end is given up", () => {
  expect(server.app.server.requestTimeout).toBe(30_000)
})
