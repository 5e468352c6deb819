import type { Role } from "@holdfast/protocol"
import type { Members } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openLive } from "../../../testing/open-live.ts"
import { peopleCalls } from "../../../testing/people-calls.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let server: TestApp
let people: ReturnType<typeof peopleCalls>
let shop: TestWorkspace
let other: TestWorkspace
type Joined = Awaited<ReturnType<typeof people.join>>
let owner: Joined
let admin: Joined
let viewer: Joined
beforeAll(async () => {
  server = await testApp()
  people = peopleCalls(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  owner = await people.join(shop, "owner")
  admin = await people.join(shop, "admin")
  viewer = await people.join(shop, "viewer")
})

const change = (cookie: string, id: string, role: string) =>
  people.inside(shop, "PATCH", cookie, `/people/${id}`, { role })
const remove = (cookie: string, id: string) => people.inside(shop, "DELETE", cookie, `/people/${id}`)
const endLogins = (cookie: string, id: string) =>
  people.inside(shop, "POST", cookie, `/people/${id}/end-logins`)
const statusOf = async (cookie: string, workspace = shop) =>
  (await people.inside(workspace, "GET", cookie, "/sessions")).status

const theOwner =
  "This is the owner. Their role changes only when they hand over ownership, and nobody removes them or signs them out."
const oneself =
  "Nobody changes, removes or signs out themselves here; another owner or admin can, or you leave."
const nobody = "There is no such person in this workspace."

test("owners and admins see who belongs, and nobody of other workspaces", async () => {
  await people.join(other, "owner")
  const { status, body } = await people.inside(shop, "GET", admin.cookie, "/people")
  const listed = ({ id, name, email }: Joined, role: string, isMe = false) => {
    return { id, name, email, role, joinedAt: "2026-11-01T12:00:00.000Z", isMe }
  }
  expect([status, body]).toEqual([
    200,
    { people: [listed(owner, "owner"), listed(admin, "admin", true), listed(viewer, "viewer")] },
  ])
})

test("people are listed from the owner down, each role by name", async () => {
  const named = async (role: Role, name: string) => {
    const { cookie } = await people.join(shop, role)
    await people.call("PATCH", cookie, "/api/me", { name })
  }
  await named("member", "Abe")
  await named("viewer", "ada")
  await named("viewer", "Bob")
  await named("developer", "Zoe")
  const { body } = await people.inside(shop, "GET", owner.cookie, "/people")
  expect((body as Members).people.map(({ role, name }) => `${role} ${name}`)).toEqual([
    "owner Person",
    "admin Person",
    "developer Zoe",
    "member Abe",
    "viewer ada",
    "viewer Bob",
    "viewer Person",
  ])
})

test("developers, members and viewers neither see nor change anybody", async () => {
  for (const role of ["developer", "member", "viewer"] as const) {
    const { cookie } = await people.join(shop, role)
    const answers = [
      await people.inside(shop, "GET", cookie, "/people"),
      await change(cookie, viewer.id, "admin"),
      await remove(cookie, viewer.id),
      await endLogins(cookie, viewer.id),
      await people.inside(shop, "GET", cookie, "/invitations"),
      await people.inside(shop, "POST", cookie, "/invitations", { email: "a@example.com", role: "viewer" }),
      await people.inside(shop, "POST", cookie, "/hand-over", { personId: viewer.id, password: "x" }),
    ]
    const refused = { status: 403, said: `Your role (${role}) may not do this.` }
    expect(answers).toEqual(answers.map(() => expect.objectContaining(refused)))
  }
  expect(await people.audit(shop)).toEqual([])
})

test("a changed role holds with the next request, and is written down once", async () => {
  expect(await change(admin.cookie, viewer.id, "admin")).toMatchObject({
    status: 200,
    body: { id: viewer.id, email: viewer.email, role: "admin", isMe: false },
  })
  expect((await people.inside(shop, "GET", viewer.cookie, "/people")).status).toBe(200)
  await change(admin.cookie, viewer.id, "admin")
  server.setTime("2026-11-01T12:00:01.000Z")
  await change(viewer.cookie, admin.id, "member")
  expect(await people.inside(shop, "GET", admin.cookie, "/people")).toMatchObject({
    status: 403,
    said: "Your role (member) may not do this.",
  })
  expect(await people.audit(shop)).toEqual([
    ["role.changed", admin.email, viewer.email, { before: "viewer", after: "admin" }],
    ["role.changed", viewer.email, admin.email, { before: "admin", after: "member" }],
  ])
})

test("nobody changes or removes the owner, the owner included", async () => {
  const refused = { status: 403, said: theOwner }
  for (const { cookie } of [admin, owner]) {
    expect(await change(cookie, owner.id, "admin")).toMatchObject(refused)
    expect(await remove(cookie, owner.id)).toMatchObject(refused)
    expect(await endLogins(cookie, owner.id)).toMatchObject(refused)
  }
})

test("nobody changes or removes themselves", async () => {
  const refused = { status: 403, said: oneself }
  expect(await change(admin.cookie, admin.id, "viewer")).toMatchObject(refused)
  expect(await remove(admin.cookie, admin.id)).toMatchObject(refused)
  expect(await endLogins(admin.cookie, admin.id)).toMatchObject(refused)
})

test("nobody is made owner, and what is no role is refused in words", async () => {
  expect((await change(owner.cookie, viewer.id, "owner")).said).toBe(
    'role is "owner"; it takes one of admin, developer, member, viewer.',
  )
  const url = `/people/${viewer.id}`
  const said = async (body: object) => (await people.inside(shop, "PATCH", owner.cookie, url, body)).said
  expect(await said({})).toBe("role is missing.")
  expect(await said({ role: "admin", email: "x" })).toBe("email is not known here; known are role.")
  expect(await people.roles(shop)).toMatchObject({ [viewer.email]: "viewer" })
})

test("people of other workspaces are nobody here", async () => {
  const stranger = await people.join(other, "member")
  const refused = { status: 404, said: nobody }
  for (const id of [stranger.id, "nobody"]) {
    expect(await change(owner.cookie, id, "admin")).toMatchObject(refused)
    expect(await remove(owner.cookie, id)).toMatchObject(refused)
    expect(await endLogins(owner.cookie, id)).toMatchObject(refused)
    const handOver = { personId: id, password: "correct horse battery" }
    expect(await people.inside(shop, "POST", owner.cookie, "/hand-over", handOver)).toMatchObject(refused)
  }
  expect(await people.roles(other)).toEqual({ [stranger.email]: "member" })
  expect(await statusOf(stranger.cookie, other)).toBe(200)
})

test("an admin signs somebody out everywhere, who stays; it is in the log of this workspace alone", async () => {
  await server.database.db
    .insertInto("member")
    .values({ workspace_id: other.id, user_id: viewer.id, role: "viewer", created_at: new Date() })
    .execute()
  const stream = await openLive(server.app, `/api/workspaces/${shop.appId}/sessions/live`, viewer.cookie)
  await expect.poll(stream.changes).toBe(1)
  expect(await endLogins(admin.cookie, viewer.id)).toMatchObject({ status: 200, body: { ended: 1 } })
  expect([await statusOf(viewer.cookie), await statusOf(viewer.cookie, other)]).toEqual([401, 401])
  await expect.poll(stream.state).toBe("ended")
  expect(await statusOf(admin.cookie)).toBe(200)
  expect((await people.roles(shop))[viewer.email]).toBe("viewer")
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["workspace_id", "actor_name", "target_id", "target_name", "detail"])
    .where("action", "=", "login.ended")
    .where("target_id", "=", viewer.id)
    .execute()
  expect(entries).toEqual([
    {
      workspace_id: shop.id,
      actor_name: admin.email,
      target_id: viewer.id,
      target_name: viewer.email,
      detail: { why: "ended by an owner or admin", logins: 1 },
    },
  ])
})

test("who is removed is signed out everywhere at once, and their open stream ends", async () => {
  const stream = await openLive(server.app, `/api/workspaces/${shop.appId}/sessions/live`, viewer.cookie)
  await expect.poll(stream.changes).toBe(1)
  expect((await remove(admin.cookie, viewer.id)).status).toBe(204)
  expect(await statusOf(viewer.cookie)).toBe(401)
  expect((await people.call("GET", viewer.cookie, "/api/me")).status).toBe(401)
  await expect.poll(stream.state).toBe("ended")
  expect(await people.roles(shop)).toEqual({ [owner.email]: "owner", [admin.email]: "admin" })
  expect(await people.audit(shop)).toEqual([
    ["person.removed", admin.email, viewer.email, { role: "viewer" }],
  ])
})

test("who is removed here still belongs elsewhere, once they have signed in again", async () => {
  await server.database.db
    .insertInto("member")
    .values({ workspace_id: other.id, user_id: viewer.id, role: "member", created_at: new Date() })
    .execute()
  await remove(owner.cookie, viewer.id)
  expect(await statusOf(viewer.cookie, other)).toBe(401)
  const signedIn = await server.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: "http://127.0.0.1:4870" },
    payload: { email: viewer.email, password: "correct horse battery" },
  })
  const cookies = [signedIn.headers["set-cookie"]].flat().map((each) => String(each).split(";")[0])
  const cookie = cookies.join("; ")
  expect((await people.meOf(cookie)).workspaces.map(({ name }) => name)).toEqual(["Other"])
  expect([await statusOf(cookie, other), await statusOf(cookie)]).toEqual([200, 404])
})

test("a person leaves, stays signed in, and is in no workspace any more", async () => {
  expect((await people.inside(shop, "POST", viewer.cookie, "/leave")).status).toBe(204)
  expect((await people.meOf(viewer.cookie)).workspaces).toEqual([])
  expect(await statusOf(viewer.cookie)).toBe(404)
  expect((await people.inside(shop, "POST", viewer.cookie, "/leave")).status).toBe(404)
  expect(await people.audit(shop)).toEqual([["person.left", viewer.email, null, { role: "viewer" }]])
})

test("the owner does not leave", async () => {
  expect(await people.inside(shop, "POST", owner.cookie, "/leave")).toMatchObject({
    status: 403,
    said: "Your role (owner) may not do this.",
  })
})

test("two admins who remove each other at once: one of them stays", async () => {
  const second = await people.join(shop, "admin")
  const answers = await Promise.all([remove(admin.cookie, second.id), remove(second.cookie, admin.id)])
  const statuses = answers.map(({ status }) => status).sort()
  // the later one was let in before, or finds themselves signed out already
  expect([statuses[0], [401, 403].includes(statuses[1] ?? 0)]).toEqual([204, true])
  const left = Object.values(await people.roles(shop)).sort()
  expect(left).toEqual(["admin", "owner", "viewer"])
})

test("a page of another site changes nobody", async () => {
  const answer = await server.app.inject({
    method: "DELETE",
    url: `/api/workspaces/${shop.appId}/people/${viewer.id}`,
    headers: { cookie: owner.cookie, origin: "https://evil.example" },
  })
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, "foreign_page"])
})
