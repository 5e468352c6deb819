import { type AddressInfo, connect } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, testApp } from "../testing/test-app.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp({ url: "https://holdfast.example" })
  await server.app.listen({ host: "127.0.0.1", port: 0 })
})
afterAll(() => server.close())

test.for(["/%ff", "/api/%ff", "/api/workspaces/%ED%A0%80/sessions", "/v1/data/%zz", "/v1/flow/%"])(
  "%s is answered like everything that is not there",
  async (url) => {
    const nothing = `${/^\/(?:api|v1)\//.exec(url)?.[0] ?? "/"}-`
    const [answer, other] = [await server.app.inject({ url }), await server.app.inject({ url: nothing })]
    expect([answer.statusCode, answer.body]).toEqual([404, other.body])
    for (const name of ["content-security-policy", "x-content-type-options", "strict-transport-security"]) {
      expect(answer.headers[name]).toBe(other.headers[name])
      expect(answer.headers[name]).toBeTruthy()
    }
  },
)

/** What comes back for bytes that are sent as they are. */
const answerTo = (bytes: string): Promise<{ head: string; body: string }> =>
  new Promise((resolve, reject) => {
    const { port } = server.app.server.address() as AddressInfo
    let text = ""
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
    socket.on("data", (chunk) => {
      text += chunk
    })
    socket.on("error", reject)
    socket.on("close", () => {
      const [head = "", body = ""] = text.split("\r\n\r\n")
      resolve({ head, body })
    })
  })

test.for([
  ["NONSENSE\r\n\r\n", "HTTP/1.1 400 Bad Request", "not_http"],
  ["GET / HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n", "HTTP/1.1 400 Bad Request", "not_http"],
  [
    `GET /${"x".repeat(170_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    "HTTP/1.1 431 Request Header Fields Too Large",
    "too_large",
  ],
] as const)("what is no request is refused in our own shape: %#", async ([bytes, first, code]) => {
  const { head, body } = await answerTo(bytes)
  expect(head.split("\r\n")[0]).toBe(first)
  expect(JSON.parse(body).error.code).toBe(code)
  for (const header of [
    "x-content-type-options: nosniff",
    "cache-control: no-store",
    "content-security-policy:",
  ]) {
    expect(head).toContain(header)
  }
})

test("on https every cookie is for this host alone: secure, for all paths, of no domain", async () => {
  const { email, password } = await server.addPerson(await server.addWorkspace("Shop"), "viewer")
  const signIn = (cookie = "") =>
    server.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { origin: server.url, cookie },
      payload: { email, password },
    })
  const { cookies } = await signIn()
  expect(cookies.map(({ name }) => name).sort()).toEqual([
    "__Host-holdfast.device",
    "__Host-holdfast.session_token",
  ])
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ path: "/", secure: true, httpOnly: true, sameSite: "Lax" })
    expect(cookie).not.toHaveProperty("domain")
  }
  const sent = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ")
  expect((await server.app.inject({ url: "/api/me", headers: { cookie: sent } })).statusCode).toBe(200)
  // the browser is known again
  const device = cookies.find(({ name }) => name.endsWith("device"))?.value
  expect((await signIn(sent)).cookies.find(({ name }) => name.endsWith("device"))?.value).toBe(device)
})
