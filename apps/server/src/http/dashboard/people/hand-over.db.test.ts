import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { peopleCalls } from "../../../testing/people-calls.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let server: TestApp
let people: ReturnType<typeof peopleCalls>
let shop: TestWorkspace
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
  owner = await people.join(shop, "owner")
  admin = await people.join(shop, "admin")
  viewer = await people.join(shop, "viewer")
})

const handOver = (cookie: string, body: object) => people.inside(shop, "POST", cookie, "/hand-over", body)
const password = "correct horse battery"
const ownersOf = async () => Object.entries(await people.roles(shop)).filter(([, role]) => role === "owner")

test("the owner hands over and is an admin from then on", async () => {
  expect((await handOver(owner.cookie, { personId: viewer.id, password })).status).toBe(204)
  expect(await people.roles(shop)).toEqual({
    [owner.email]: "admin",
    [admin.email]: "admin",
    [viewer.email]: "owner",
  })
  expect(await people.audit(shop)).toEqual([
    ["ownership.handed-over", owner.email, viewer.email, { before: "viewer" }],
  ])
  expect(await handOver(owner.cookie, { personId: admin.id, password })).toMatchObject({
    status: 403,
    said: "Your role (admin) may not do this.",
  })
  expect((await handOver(viewer.cookie, { personId: owner.id, password })).status).toBe(204)
  expect(await ownersOf()).toEqual([[owner.email, "owner"]])
})

test("another password, an admin, and the owner as heir are refused", async () => {
  const refusals = [
    await handOver(owner.cookie, { personId: viewer.id, password: "wrong horse battery" }),
    await handOver(owner.cookie, { personId: viewer.id, password: "" }),
    await handOver(admin.cookie, { personId: admin.id, password }),
    await handOver(owner.cookie, { personId: owner.id, password }),
    await handOver(owner.cookie, { personId: viewer.id }),
  ]
  expect(refusals.map(({ status, said }) => [status, said])).toEqual([
    [422, "This is not your password."],
    [422, "This is not your password."],
    [403, "Your role (admin) may not do this."],
    [409, "You are the owner already; choose somebody else."],
    [422, "password is missing."],
  ])
  expect(await ownersOf()).toEqual([[owner.email, "owner"]])
  expect(await people.audit(shop)).toEqual([])
})

test("passwords are not tried without end, not even the right one then", async () => {
  const attempt = () => handOver(owner.cookie, { personId: viewer.id, password: "guess" })
  const statuses = []
  for (let index = 0; index < 11; index++) statuses.push((await attempt()).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429])
  expect((await handOver(owner.cookie, { personId: viewer.id, password })).status).toBe(429)
})

test("of two hand-overs at once one wins", async () => {
  const answers = await Promise.all([
    handOver(owner.cookie, { personId: admin.id, password }),
    handOver(owner.cookie, { personId: viewer.id, password }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403])
  expect(await ownersOf()).toHaveLength(1)
  expect(await people.roles(shop)).toMatchObject({ [owner.email]: "admin" })
  expect(await people.audit(shop)).toHaveLength(1)
})

test("handing over to somebody while they are removed leaves one owner, who belongs", async () => {
  for (let round = 0; round < 4; round++) {
    const heir = await people.join(shop, "member")
    const [given, removed] = await Promise.all([
      handOver(owner.cookie, { personId: heir.id, password }),
      people.inside(shop, "DELETE", admin.cookie, `/people/${heir.id}`),
    ])
    // either they were gone, or they are the owner whom nobody removes
    expect([
      [404, 204],
      [204, 403],
    ]).toContainEqual([given.status, removed.status])
    const isHeir = given.status === 204
    expect(await ownersOf()).toEqual([[isHeir ? heir.email : owner.email, "owner"]])
    if (isHeir) await handOver(heir.cookie, { personId: owner.id, password })
  }
})

test("the database has no room for a second owner", async () => {
  const second = server.database.db
    .updateTable("member")
    .set({ role: "owner" })
    .where("workspace_id", "=", shop.id)
    .where("user_id", "=", admin.id)
    .execute()
  await expect(second).rejects.toThrow("member_owner")
})
