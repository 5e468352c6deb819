import { afterAll, beforeAll, expect, test } from "vitest"
import { createAuth } from "../../account/auth.ts"
import { type TestApp, testApp } from "../../testing/test-app.ts"
import { openEndpoints } from "./auth-routes.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

const origin = "http://127.0.0.1:4870"

test("of all that better-auth could answer, four addresses are open", async () => {
  const { auth, close } = createAuth({
    address: server.address,
    secret: "x".repeat(32),
    url: origin,
    onIdleError: () => {},
  })
  const endpoints = Object.values(auth.api) as { path?: string; options?: { method?: string | string[] } }[]
  const calls = endpoints.flatMap(({ path, options }) =>
    path ? [options?.method ?? "GET"].flat().map((method) => ({ method: method.toUpperCase(), path })) : [],
  )
  expect(calls.length).toBeGreaterThan(25)
  const open: string[] = []
  for (const { method, path } of calls) {
    const answer = await server.app.inject({
      method: method as "GET",
      url: `/api/auth${path.replace(/:\w+/g, "x")}`,
      headers: { origin },
      ...(method === "POST" && { payload: {} }),
    })
    if (answer.statusCode !== 404) open.push(`${method} ${path}`)
  }
  await close()
  expect(open.sort()).toEqual([
    "POST /sign-in/email",
    "POST /sign-out",
    "POST /two-factor/verify-backup-code",
    "POST /two-factor/verify-totp",
  ])
  expect(open.map((call) => call.replace("POST ", ""))).toEqual(Object.keys(openEndpoints).sort())
})

test.for([
  ["/sign-in/email", {}, "email is missing."],
  ["/sign-in/email", { email: "a@b.example" }, "password is missing."],
  ["/sign-in/email", { email: 7, password: "x" }, "email is a number; it takes string."],
  [
    "/sign-in/email",
    { email: "a@b.example", password: "x".repeat(129) },
    "password is 129 characters long; it takes at most 128.",
  ],
  [
    "/sign-in/email",
    { email: "a@b.example", password: "x", callbackURL: "https://evil.example" },
    "callbackURL is not known here; known are email, password.",
  ],
  [
    "/two-factor/verify-totp",
    { code: "123456", trustDevice: true },
    "trustDevice is not known here; known are code.",
  ],
  ["/two-factor/verify-backup-code", { code: null }, "code is null; it takes string."],
] as const)("%s %o is refused: %s", async ([path, payload, sentence]) => {
  const answer = await server.app.inject({
    method: "POST",
    url: `/api/auth${path}`,
    headers: { origin },
    payload,
  })
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, sentence])
})

test("a page of another site signs nobody in and uses up nobody's tries", async () => {
  const payload = { email: "a@b.example", password: "wrong" }
  for (let i = 0; i < 12; i++) {
    // the same host in another scheme, or at another port, is another site as well
    const others = ["https://evil.example", origin.replace("http:", "https:"), "https://localhost:80", "null"]
    const headers = { origin: others[i % others.length] }
    const answer = await server.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers,
      payload,
    })
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, "foreign_page"])
  }
  const own = await server.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin },
    payload,
  })
  expect(own.statusCode).toBe(401)
})
