import type { GivenRole, SentInvitation } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { newInvitationToken } from "../../../account/invitation/invitation-token.ts"
import { peopleCalls } from "../../../testing/people-calls.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let server: TestApp
let people: ReturnType<typeof peopleCalls>
let shop: TestWorkspace
let owner: Awaited<ReturnType<typeof people.join>>
let email: string
let number = 0
beforeAll(async () => {
  server = await testApp()
  people = peopleCalls(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime("2026-11-01T12:00:00.000Z")
  shop = await server.addWorkspace("Shop")
  owner = await people.join(shop, "owner")
  number += 1
  email = `ada-${number}@example.com`
})

/** Invites to the shop; answers the token of the link. */
async function invited(address = email, role: GivenRole = "viewer", workspace = shop, by = owner) {
  const { status, body } = await people.inside(workspace, "POST", by.cookie, "/invitations", {
    email: address,
    role,
  })
  expect(status).toBe(201)
  return new URL((body as SentInvitation).link).hash.replace("#token=", "")
}
const look = (token: string) => people.call("POST", "", "/api/invitations/look", { token })
let callers = 0
/** From an address of its own. */
async function accept(body: object, cookie = "", headers: Record<string, string> = {}) {
  callers += 1
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/invitations/accept",
    headers: { cookie, ...headers },
    remoteAddress: `192.0.2.${callers}`,
    payload: body,
  })
  const cookies = [answer.headers["set-cookie"] ?? []].flat().map((each) => each.split(";")[0])
  const { error } = answer.json()
  return { status: answer.statusCode, body: answer.json(), said: error?.message, cookie: cookies.join("; ") }
}
const newcomer = { name: "Ada Lovelace", password: "a password of hers" }
const signInStatus = async (address: string, password: string) => {
  callers += 1
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: "http://127.0.0.1:4870" },
    remoteAddress: `192.0.2.${callers}`,
    payload: { email: address, password },
  })
  return answer.statusCode
}

test("an invitation says who invites whom, to what, as what and until when", async () => {
  const token = await invited(email, "developer")
  expect(await look(token)).toMatchObject({
    status: 200,
    body: {
      workspaceName: "Shop",
      appId: shop.appId,
      email,
      role: "developer",
      invitedBy: "Person",
      expiresAt: "2026-11-08T12:00:00.000Z",
      hasAccount: false,
    },
  })
  const known = await people.join(await server.addWorkspace("Other"), "viewer")
  expect((await look(await invited(known.email))).body).toMatchObject({ hasAccount: true })
})

test("a new person chooses a name and a password, and is signed in as what they were invited as", async () => {
  const token = await invited(email, "member")
  const answer = await accept({ token, name: "  Ada   Lovelace ", password: newcomer.password })
  expect([answer.status, answer.body]).toEqual([200, { appId: shop.appId }])
  expect(await people.meOf(answer.cookie)).toMatchObject({
    user: { id: expect.any(String), name: "Ada Lovelace", email },
    workspaces: [{ appId: shop.appId, name: "Shop", role: "member", hasCustomerProfiles: true }],
  })
  expect(await signInStatus(email, newcomer.password)).toBe(200)
  expect((await people.audit(shop)).map(([action, actor, target]) => [action, actor, target])).toEqual([
    ["person.invited", owner.email, email],
    ["person.joined", email, email],
  ])
  const { rows } = await server.database.pool.query(
    `select "ipAddress" from auth.login join auth."user" u on u.id = "userId" where email = $1`,
    [email],
  )
  expect(rows[0]).toEqual({ ipAddress: expect.stringMatching(/^192\.0\.2\./) })
})

test("an invitation works once", async () => {
  const token = await invited()
  await accept({ token, ...newcomer })
  const used = { status: 410, said: "This invitation has been accepted already. Sign in to go on." }
  expect(await look(token)).toMatchObject(used)
  expect(await accept({ token, ...newcomer })).toMatchObject(used)
})

test("of two that come by one link at once, one gets in, and their password holds", async () => {
  const token = await invited()
  const passwords = ["the first password", "the second password"]
  const answers = await Promise.all(passwords.map((password) => accept({ token, name: "Ada", password })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
  const signIns = await Promise.all(passwords.map((password) => signInStatus(email, password)))
  expect(signIns).toEqual(answers.map(({ status }) => (status === 200 ? 200 : 401)))
  expect(await people.roles(shop)).toEqual({ [owner.email]: "owner", [email]: "viewer" })
})

test("of two workspaces that invite a new address, the second to be accepted does not change the password", async () => {
  const other = await server.addWorkspace("Other")
  const by = await people.join(other, "owner")
  const [here, there] = [await invited(), await invited(email, "admin", other, by)]
  const answers = await Promise.all([
    accept({ token: here, name: "Ada", password: "the password here" }),
    accept({ token: there, name: "Ada", password: "the password there" }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  const [first, second] = answers[0].status === 200 ? answers : [...answers].reverse()
  expect(second?.said).toBe(`Sign in as ${email} to accept.`)
  const token = second === answers[0] ? here : there
  expect((await accept({ token }, first?.cookie)).status).toBe(200)
  expect((await people.meOf(first?.cookie ?? "")).workspaces.map(({ name }) => name)).toEqual([
    "Other",
    "Shop",
  ])
})

test("somebody with an account accepts signed in, keeps their password, and has both workspaces", async () => {
  const other = await server.addWorkspace("Other")
  const ada = await people.join(other, "admin")
  const token = await invited(ada.email, "viewer")
  const refused = { status: 401, said: `Sign in as ${ada.email} to accept.` }
  expect(await accept({ token, ...newcomer })).toMatchObject(refused)
  expect(await accept({ token, ...newcomer }, "holdfast.session_token=forged.signature")).toMatchObject(
    refused,
  )
  expect(await signInStatus(ada.email, newcomer.password)).toBe(401)
  expect(await accept({ token }, ada.cookie)).toMatchObject({ status: 200, body: { appId: shop.appId } })
  const { user, workspaces } = await people.meOf(ada.cookie)
  expect([user.name, workspaces.map(({ name, role }) => [name, role])]).toEqual([
    "Person",
    [
      ["Other", "admin"],
      ["Shop", "viewer"],
    ],
  ])
  expect((await people.inside(shop, "GET", ada.cookie, "/people")).status).toBe(403)
  expect((await people.inside(other, "GET", ada.cookie, "/people")).status).toBe(200)
})

test("somebody else who is signed in does not take the place of whom it is for", async () => {
  const eve = await people.join(await server.addWorkspace("Other"), "owner")
  for (const address of [email, (await people.join(await server.addWorkspace("Third"), "viewer")).email]) {
    const token = await invited(address)
    expect(await accept({ token, ...newcomer }, eve.cookie)).toMatchObject({
      status: 403,
      said: `This invitation is for ${address}, and you are signed in as somebody else. Sign out first.`,
    })
    expect((await look(token)).status).toBe(200)
  }
  expect(await people.roles(shop)).toEqual({ [owner.email]: "owner" })
})

test("after seven days it has expired, to the millisecond", async () => {
  const token = await invited()
  server.setTime("2026-11-08T11:59:59.999Z")
  expect((await look(token)).status).toBe(200)
  server.setTime("2026-11-08T12:00:00.000Z")
  const expired = { status: 410, said: "This invitation has expired. Ask for a new one." }
  expect(await look(token)).toMatchObject(expired)
  expect(await accept({ token, ...newcomer })).toMatchObject(expired)
  expect(await signInStatus(email, newcomer.password)).toBe(401)
})

test("accepting while it is taken back ends in one of both", async () => {
  const { body } = await people.inside(shop, "POST", owner.cookie, "/invitations", { email, role: "admin" })
  const { invitation, link } = body as SentInvitation
  const token = new URL(link).hash.replace("#token=", "")
  const [accepted, revoked] = await Promise.all([
    accept({ token, ...newcomer }),
    people.inside(shop, "DELETE", owner.cookie, `/invitations/${invitation.id}`),
  ])
  expect([
    [200, 404],
    [410, 204],
  ]).toContainEqual([accepted.status, revoked.status])
  expect(await people.roles(shop)).toEqual({
    [owner.email]: "owner",
    ...(accepted.status === 200 && { [email]: "admin" }),
  })
})

test("what is no link of ours, and a link of another workspace's secret, is nobody's invitation", async () => {
  const token = await invited()
  const other = await server.addWorkspace("Other")
  const foreign = `${other.appId}${token.slice(token.indexOf("-"))}`
  const texts = [
    foreign,
    newInvitationToken(shop.appId).token,
    newInvitationToken("nowhere").token,
    "",
    "'; --",
  ]
  for (const text of texts) {
    const unknown = {
      status: 404,
      said: "There is no such invitation. The link may have lost a piece on its way to you.",
    }
    expect(await look(text)).toMatchObject(unknown)
    expect(await accept({ token: text, ...newcomer })).toMatchObject(unknown)
  }
})

test("a name and a password that cannot be taken are refused in words, and the invitation stays", async () => {
  const token = await invited()
  const said = async (body: object) => {
    const answer = await accept({ token, ...body })
    return [answer.status, answer.said]
  }
  expect(await said({})).toEqual([422, "name is missing."])
  expect(await said({ name: "Ada" })).toEqual([422, "password is missing."])
  expect(await said({ ...newcomer, password: "short" })).toEqual([
    422,
    "password is 5 characters long; it takes 8 or more characters.",
  ])
  expect(await said({ ...newcomer, password: "x".repeat(129) })).toEqual([
    422,
    "password is 129 characters long; it takes at most 128.",
  ])
  expect(await said({ ...newcomer, password: "🔑".repeat(65) })).toEqual([
    422,
    "password is 130 characters long; it takes at most 128.",
  ])
  expect(await said({ ...newcomer, name: " " })).toEqual([
    422,
    'name is " "; it takes 1 to 80 characters, at least one of them visible.',
  ])
  expect(await said({ ...newcomer, role: "owner" })).toEqual([
    422,
    "role is not known here; known are token, name, password.",
  ])
  expect(await said({ ...newcomer, password: "🔑🗝".repeat(32) })).toEqual([200, undefined])
  expect(await signInStatus(email, "🔑🗝".repeat(32))).toBe(200)
})

test("a page of another site accepts nothing", async () => {
  const token = await invited()
  const answer = await accept({ token, ...newcomer }, "", { origin: "https://evil.example" })
  expect([answer.status, answer.body.error.code]).toEqual([403, "foreign_page"])
  expect((await look(token)).status).toBe(200)
})

test("nothing that a page loads learns the token from its address", async () => {
  const answer = await server.app.inject({ url: "/healthz" })
  expect(answer.headers["referrer-policy"]).toBe("no-referrer")
})
