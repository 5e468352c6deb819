import { afterAll, beforeAll, expect, test } from "vitest"
import { makeResetLink } from "../../account/password/reset-links.ts"
import { setPerson } from "../../account/people.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Every way by which a person sets a password refuses one that others guess, and loses nothing by it. */

const good = "correct horse battery"
const ada = { email: "ada.lovelace@acme.example", name: "Ada Lovelace", password: good }
const now = new Date("2026-11-01T12:00:00.000Z")
const origin = "http://127.0.0.1:4870"
let server: TestApp
let shop: TestWorkspace
let cookie: string
let personId: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Kelp & Sons")
  const { userId } = await setPerson(server.auth, ada)
  personId = userId
  const { db } = server.database
  await db
    .insertInto("member")
    .values({ workspace_id: shop.id, user_id: userId, role: "owner", created_at: new Date() })
    .execute()
  cookie = await signIn()
})
afterAll(() => server.close())

async function signIn(): Promise<string> {
  const { email, password } = ada
  const url = "/api/auth/sign-in/email"
  const answer = await server.app.inject({
    method: "POST",
    url,
    headers: { origin },
    payload: { email, password },
  })
  return /holdfast\.session_token=[^;]*/.exec(String(answer.headers["set-cookie"]))?.[0] ?? ""
}

const post = async (url: string, payload: object) => {
  const { statusCode, body } = await server.app.inject({
    method: "POST",
    url,
    headers: { cookie, origin },
    payload,
  })
  return statusCode < 300 ? statusCode : [statusCode, JSON.parse(body).error.code]
}
const anonymously = async (url: string, payload: object) => {
  const { statusCode, body } = await server.app.inject({ method: "POST", url, headers: { origin }, payload })
  return statusCode < 300 ? statusCode : [statusCode, JSON.parse(body).error.code]
}
const weak = [422, "weak_password"]
const bad = ["password", "12345678", "password1", "holdfast", "aaaaaaaa", " ".repeat(8), "kelpsons2026"]

test("a change: also one's own email or name, and the password stays", async () => {
  for (const newPassword of [...bad, ada.email, "ada lovelace", "L0velace99"]) {
    expect([newPassword, await post("/api/me/password", { password: good, newPassword })]).toEqual([
      newPassword,
      weak,
    ])
  }
  expect(await post("/api/me/password", { password: good, newPassword: good })).toBe(204)
})

test("a reset: the link is good until a password is", async () => {
  const { db } = server.database
  const { link } = await makeResetLink(db, { url: origin, userId: personId, origin: "mail", now })
  const token = link.slice(link.indexOf("=") + 1)
  for (const password of [...bad, ada.email]) {
    expect([password, await anonymously("/api/password-resets/use", { token, password })]).toEqual([
      password,
      weak,
    ])
  }
  expect(await anonymously("/api/password-resets/use", { token, password: good })).toBe(204)
  cookie = await signIn()
})

test("an invitation: also the name that is just chosen, and the invitation stays open", async () => {
  const email = "grace.hopper@acme.example"
  const { body } = await server.app.inject({
    method: "POST",
    url: `/api/workspaces/${shop.appId}/invitations`,
    headers: { cookie, origin },
    payload: { email, role: "viewer" },
  })
  const { link } = JSON.parse(body)
  const token = link.slice(link.indexOf("=") + 1)
  const accept = (password: string) =>
    anonymously("/api/invitations/accept", { token, name: "Amazing Grace", password })
  for (const password of [...bad, email, "amazinggrace1"])
    expect([password, await accept(password)]).toEqual([password, weak])
  expect(await accept(good)).toBe(200)
})
