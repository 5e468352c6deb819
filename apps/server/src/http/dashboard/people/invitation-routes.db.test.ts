import type { SentInvitation } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { loadSecret } from "../../../account/secret.ts"
import { peopleCalls } from "../../../testing/people-calls.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let server: TestApp
let people: ReturnType<typeof peopleCalls>
let shop: TestWorkspace
type Joined = Awaited<ReturnType<typeof people.join>>
let owner: Joined
let admin: Joined
const start = "2026-11-01T12:00:00.000Z"
const inAWeek = "2026-11-08T12:00:00.000Z"
beforeAll(async () => {
  server = await testApp()
  people = peopleCalls(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime(start)
  await server.database.db.deleteFrom("mail").execute()
  shop = await server.addWorkspace("Shop")
  owner = await people.join(shop, "owner")
  admin = await people.join(shop, "admin")
})

let callers = 0
/** From an address of its own: each sends a mail, and sixty a minute are all that an address may ask for. */
async function ask(cookie: string, path: string, payload?: object) {
  callers += 1
  const answer = await server.app.inject({
    method: "POST",
    url: `/api/workspaces/${shop.appId}/invitations${path}`,
    headers: { cookie },
    remoteAddress: `192.0.2.${callers}`,
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}
async function send(cookie: string, email: string, role = "viewer"): Promise<SentInvitation> {
  const { status, body } = await ask(cookie, "", { email, role })
  expect(status).toBe(201)
  return body
}
const listed = async (cookie = owner.cookie) =>
  (await people.inside(shop, "GET", cookie, "/invitations")).body as { invitations: { email: string }[] }
const revoke = (cookie: string, id: string, workspace = shop) =>
  people.inside(workspace, "DELETE", cookie, `/invitations/${id}`)
const look = ({ link }: SentInvitation) =>
  people.call("POST", "", "/api/invitations/look", { token: new URL(link).hash.replace("#token=", "") })

const takenBack = {
  status: 410,
  said: "This invitation was taken back, or a newer one has taken its place.",
}

test("an invitation is open for seven days, goes out by mail, and its secret is kept nowhere", async () => {
  const { invitation, link } = await send(admin.cookie, "Ada@Example.com", "developer")
  expect(invitation).toEqual({
    id: expect.any(String),
    email: "ada@example.com",
    role: "developer",
    invitedBy: "Person",
    createdAt: start,
    expiresAt: inAWeek,
    hasExpired: false,
  })
  expect(link).toMatch(
    new RegExp(`^http://127\\.0\\.0\\.1:4870/invitation#token=${shop.appId}-[0-9a-f]{64}$`),
  )
  expect(await listed()).toEqual({ invitations: [invitation] })
  const { rows } = await server.database.pool.query("select row_to_json(i)::text as row from invitation i")
  expect(JSON.stringify(rows)).not.toContain(link.slice(-64))

  const mail = await server.database.db.selectFrom("mail").selectAll().executeTakeFirstOrThrow()
  expect(mail).toMatchObject({
    workspace_id: shop.id,
    kind: "invitation",
    recipient: "ada@example.com",
    subject: "Person invites you to Shop",
    is_personal: true,
    state: "queued",
    expires_at: new Date(inAWeek),
  })
  const secret = loadSecret("", "a secret for tests, long enough to be taken")
  const { text } = JSON.parse(secret.unseal(mail.sealed ?? Buffer.alloc(0)))
  // the mail has a link of its own: who has it reads what is sent to the address
  const [mailed = ""] = /http:\S+/.exec(text) ?? []
  expect(mailed).toMatch(
    new RegExp(`^http://127\\.0\\.0\\.1:4870/invitation#token=${shop.appId}-[0-9a-f]{64}$`),
  )
  expect(mailed).not.toBe(link)
  expect(JSON.stringify(rows)).not.toContain(mailed.slice(-64))
  expect(text).toBe(
    [
      `Person (${admin.email}) invites you to the workspace Shop on Holdfast, as a Developer.`,
      `Look at the invitation:\n${mailed}`,
      "The link works once, for this address alone, until 8 November 2026 at 12:00 UTC.",
      "If you did not expect it, do nothing: without you nothing happens.\n",
    ].join("\n\n"),
  )
  expect(await people.audit(shop)).toEqual([
    ["person.invited", admin.email, "ada@example.com", { role: "developer" }],
  ])
})

test("what is no address, and what is no role to give, is refused in words", async () => {
  const said = async (email: unknown, role: unknown = "viewer") => {
    const { status, body } = await ask(owner.cookie, "", { email, role })
    expect([status, body.error.code]).toEqual([422, "invalid"])
    return body.error.message
  }
  for (const email of [
    "",
    "ada",
    "ada@example",
    " ada@example.com",
    "a@b.c\r\nBcc: x@y.zz",
    "ä@example.com",
    "ada@xn--80a1acny.xn--p1ai",
  ]) {
    expect(await said(email)).toMatch(
      /^email is ".*"; it takes an email address of plain letters and digits, such as ada@example\.com\.$/s,
    )
  }
  expect(await said(`${"a".repeat(250)}@example.com`)).toBe(
    "email is 262 characters long; it takes at most 254.",
  )
  expect(await said(7)).toBe("email is a number; it takes string.")
  expect(await said("a@example.com", "owner")).toBe(
    'role is "owner"; it takes one of admin, developer, member, viewer.',
  )
  expect(await listed()).toEqual({ invitations: [] })
})

test("somebody who belongs already is not invited, whatever the case of their address", async () => {
  const { status, body } = await ask(owner.cookie, "", { email: admin.email.toUpperCase(), role: "viewer" })
  expect([status, body.error]).toEqual([
    409,
    { code: "is_a_member", message: "Somebody with this address belongs to the workspace already." },
  ])
})

test("a second invitation of an address takes the place of the first", async () => {
  const first = await send(owner.cookie, "ada@example.com", "admin")
  server.setTime("2026-11-01T13:00:00.000Z")
  const second = await send(owner.cookie, "ada@example.com", "viewer")
  expect(await listed()).toEqual({ invitations: [second.invitation] })
  expect(await look(first)).toMatchObject(takenBack)
  expect(await look(second)).toMatchObject({ status: 200, body: { role: "viewer" } })
  expect((await people.audit(shop)).at(-1)).toEqual([
    "person.invited",
    owner.email,
    "ada@example.com",
    { role: "viewer", replaces: first.invitation.id },
  ])
})

test("two invitations of an address at once leave one open", async () => {
  const sent = await Promise.all([
    send(owner.cookie, "ada@example.com"),
    send(admin.cookie, "ada@example.com"),
  ])
  expect((await listed()).invitations).toHaveLength(1)
  const statuses = (await Promise.all(sent.map(look))).map(({ status }) => status)
  expect(statuses.sort()).toEqual([200, 410])
})

test("an invitation is sent again, expired or not, under a new link and for seven days more", async () => {
  const first = await send(admin.cookie, "ada@example.com", "member")
  server.setTime("2026-11-09T12:00:00.000Z")
  expect(await listed()).toEqual({ invitations: [{ ...first.invitation, hasExpired: true }] })
  const { status, body: second } = await ask(owner.cookie, `/${first.invitation.id}/resend`)
  expect([status, second.invitation]).toEqual([
    201,
    {
      ...first.invitation,
      id: second.invitation.id,
      createdAt: "2026-11-09T12:00:00.000Z",
      expiresAt: "2026-11-16T12:00:00.000Z",
    },
  ])
  expect(await look(first)).toMatchObject(takenBack)
  expect((await look(second)).status).toBe(200)
  expect((await ask(owner.cookie, `/${first.invitation.id}/resend`)).status).toBe(404)
})

test("an invitation that is taken back lets nobody in", async () => {
  const sent = await send(owner.cookie, "ada@example.com")
  expect((await revoke(admin.cookie, sent.invitation.id)).status).toBe(204)
  expect(await look(sent)).toMatchObject(takenBack)
  expect(await listed()).toEqual({ invitations: [] })
  expect((await people.audit(shop)).map(([action]) => action).sort()).toEqual([
    "invitation.revoked",
    "person.invited",
  ])
  expect(await revoke(admin.cookie, sent.invitation.id)).toMatchObject({
    status: 404,
    said: "There is no such open invitation in this workspace.",
  })
})

test("the mail of an invitation that holds no more is not sent, and the outbox says why", async () => {
  const revoked = await send(owner.cookie, "grace@example.com")
  await send(owner.cookie, "ada@example.com")
  server.setTime("2026-11-01T13:00:00.000Z")
  const newer = await send(owner.cookie, "ada@example.com")
  await send(owner.cookie, "eve@example.com")
  await server.database.db
    .updateTable("mail")
    .set({ state: "sent", sealed: null })
    .where("recipient", "=", "eve@example.com")
    .execute()
  const other = await server.addWorkspace("Other")
  const stranger = await people.join(other, "owner")
  await people.inside(other, "POST", stranger.cookie, "/invitations", {
    email: "grace@example.com",
    role: "viewer",
  })
  await revoke(admin.cookie, revoked.invitation.id)
  server.setTime("2026-11-01T14:00:00.000Z")
  await send(owner.cookie, "eve@example.com")
  const mails = () =>
    server.database.db
      .selectFrom("mail")
      .select(["recipient", "state", "last_error", "expires_at"])
      .select(sql<boolean>`sealed is not null`.as("is_kept"))
      .where("workspace_id", "=", shop.id)
      .orderBy("recipient")
      .orderBy("created_at")
      .execute()
  const over = (to: string, reason: string, time: string) => ({
    recipient: to,
    state: "failed",
    last_error: reason,
    expires_at: new Date(time),
    is_kept: false,
  })
  const waits = { state: "queued", last_error: null, is_kept: true }
  expect(await mails()).toMatchObject([
    over(
      "ada@example.com",
      "A newer invitation took its place before it was sent.",
      "2026-11-01T13:00:00.000Z",
    ),
    { recipient: "ada@example.com", ...waits },
    { recipient: "eve@example.com", state: "sent", last_error: null },
    { recipient: "eve@example.com", ...waits },
    over(
      "grace@example.com",
      "The invitation was taken back before it was sent.",
      "2026-11-01T13:00:00.000Z",
    ),
  ])
  const elsewhere = await server.database.db
    .selectFrom("mail")
    .select("state")
    .where("workspace_id", "=", other.id)
    .execute()
  expect(elsewhere).toEqual([{ state: "queued" }])

  const token = new URL(newer.link).hash.replace("#token=", "")
  await people.call("POST", "", "/api/invitations/accept", { token, name: "Ada", password: "long enough" })
  expect((await mails())[1]).toMatchObject(
    over("ada@example.com", "The invitation was accepted before it was sent.", "2026-11-01T14:00:00.000Z"),
  )
})

test("invitations of other workspaces are none here", async () => {
  const other = await server.addWorkspace("Other")
  const stranger = await people.join(other, "owner")
  const { invitation } = await send(owner.cookie, "ada@example.com")
  expect((await revoke(stranger.cookie, invitation.id, other)).status).toBe(404)
  const resent = await people.inside(other, "POST", stranger.cookie, `/invitations/${invitation.id}/resend`)
  expect(resent.status).toBe(404)
  expect((await people.inside(other, "GET", stranger.cookie, "/invitations")).body).toEqual({
    invitations: [],
  })
  expect((await listed()).invitations).toHaveLength(1)
  expect((await revoke(owner.cookie, "nonsense")).said).toBe(
    'invitationId is "nonsense"; it takes the id of an invitation.',
  )
})

test("whoever may no longer invite keeps no open invitation, and others keep theirs", async () => {
  const mine = await send(owner.cookie, "mine@example.com")
  const end = [
    () => people.inside(shop, "PATCH", owner.cookie, `/people/${admin.id}`, { role: "member" }),
    () => people.inside(shop, "DELETE", owner.cookie, `/people/${admin.id}`),
    () => people.inside(shop, "POST", admin.cookie, "/leave"),
  ]
  for (const change of end) {
    admin = await people.join(shop, "admin")
    const theirs = await send(admin.cookie, "accomplice@example.com", "admin")
    expect((await change()).status).toBeLessThan(300)
    expect(await look(theirs)).toMatchObject(takenBack)
    expect(await listed()).toEqual({ invitations: [mine.invitation] })
  }
})

test("a workspace has at most a hundred open invitations, and room again when one is taken back", async () => {
  const numbers = Array.from({ length: 99 }, (_, index) => `p${String(index).padStart(3, "0")}@example.com`)
  for (const email of numbers) await send(owner.cookie, email)
  const answers = await Promise.all(
    ["x@example.com", "y@example.com"].map((email) => ask(owner.cookie, "", { email, role: "viewer" })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(answers.find(({ status }) => status === 409)?.body.error.message).toBe(
    "100 invitations are open; take one back before you send another.",
  )
  const again = await send(owner.cookie, numbers[0] ?? "")
  await revoke(owner.cookie, again.invitation.id)
  await send(owner.cookie, "z@example.com")
  expect((await listed()).invitations).toHaveLength(100)
})
