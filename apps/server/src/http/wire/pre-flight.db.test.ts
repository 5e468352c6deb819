import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, testApp } from "../../testing/test-app.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

const ask = (url: string) =>
  server.app.inject({
    method: "OPTIONS",
    url,
    headers: { origin: "https://shop.example", "access-control-request-method": "POST" },
  })

test.for(["/v1/flow/open", "/v1/api/sessions/sdk"])("%s lets pages of every site ask", async (url) => {
  const { statusCode, headers } = await ask(url)
  expect([statusCode, headers["access-control-allow-origin"]]).toEqual([204, "*"])
})

test.for(["/api/me", "/v1/data/sessions", "/healthz", "/api/auth/sign-in/email"])(
  "%s tells no other site that it may ask",
  async (url) => {
    const { statusCode, headers } = await ask(url)
    expect([statusCode, headers["access-control-allow-origin"]]).toEqual([404, undefined])
  },
)
