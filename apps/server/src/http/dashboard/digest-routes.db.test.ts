import type { Digests } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { leaveWorkspace } from "../../account/people/leave-workspace.ts"
import { keepDigest, listDigests } from "../../insight/digest/digests.ts"
import { createView } from "../../saved-view/saved-views.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  cookie = await server.signIn(shop, "viewer")
})
afterAll(() => server.close())

const path = () => `/api/workspaces/${shop.appId}/digests`
const headers = (of = cookie) => ({ cookie: of, origin: server.url })
const put = (body: object, of = cookie) =>
  server.app.inject({ method: "PUT", url: path(), headers: headers(of), payload: body })
const list = async (of = cookie): Promise<Digests["digests"]> =>
  (await server.app.inject({ url: path(), headers: headers(of) })).json().digests
const monday = { viewId: null, weekday: 1, hour: 9, timeZone: "Europe/Berlin" }

test("a weekly mail is chosen, changed and ended, and is nobody else's affair", async () => {
  const made = await put(monday)
  expect([made.statusCode, made.json()]).toEqual([
    200,
    { ...monday, id: expect.any(String), nextAt: "2026-11-02T08:00:00.000Z" },
  ])
  const changed = await put({ ...monday, weekday: 3, hour: 17, timeZone: "America/New_York" })
  expect(changed.json()).toMatchObject({ id: made.json().id, nextAt: "2026-11-04T22:00:00.000Z" })
  expect(await list()).toEqual([changed.json()])
  const other = await server.signIn(shop, "owner")
  expect(await list(other)).toEqual([])
  const url = `${path()}/${made.json().id}`
  const end = (of?: string) => server.app.inject({ method: "DELETE", url, headers: headers(of) })
  expect([(await end(other)).statusCode, (await end()).statusCode, (await end()).statusCode]).toEqual([
    404, 204, 404,
  ])
  expect(await list()).toEqual([])
})

test("a view of somebody else is none", async () => {
  const bob = await server.addPerson(shop, "member")
  const reader = { workspaceId: shop.id, userId: bob.id }
  const now = new Date("2026-11-01T12:00:00.000Z")
  const [own, shared] = [
    await createView(server.database.db, reader, { name: "Own", search: "" }, now),
    await createView(server.database.db, reader, { name: "Shared", search: "", isShared: true }, now),
  ]
  if (typeof own === "string" || typeof shared === "string") throw new Error("not kept")
  expect((await put({ ...monday, viewId: own.id })).json().error.code).toBe("view_not_found")
  expect((await put({ ...monday, viewId: shared.id })).statusCode).toBe(200)
})

test.each([
  [{ weekday: 0 }, "weekday"],
  [{ weekday: 8 }, "weekday"],
  [{ hour: 24 }, "hour"],
  [{ hour: 9.5 }, "hour"],
  [{ timeZone: "+02:00" }, 'timeZone is "+02:00"; it takes an IANA name such as Europe/Berlin.'],
  [{ timeZone: "Europe/Atlantis" }, 'timeZone is "Europe/Atlantis"'],
  [{ viewId: "x" }, "viewId"],
])("%o is refused with a sentence that names the field", async (change, words) => {
  const answer = await put({ ...monday, ...change })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.message).toContain(words)
})

test("who leaves the workspace leaves their weekly mails behind, and nobody else's", async () => {
  const [bob, eve] = [await server.addPerson(shop, "member"), await server.addPerson(shop, "member")]
  const now = new Date("2026-11-01T12:00:00.000Z")
  const of = ({ id: userId }: { id: string }) => ({ workspaceId: shop.id, userId })
  const choice = { viewId: null, weekday: 1, hour: 9, timeZone: "UTC" } as const
  for (const person of [bob, eve]) await keepDigest(server.database.db, of(person), choice, now)
  const actor = { kind: "person", id: bob.id, name: bob.email, address: "127.0.0.1" } as const
  await leaveWorkspace(
    server.database.db,
    { workspaceId: shop.id, personId: bob.id, actor, at: now },
    "member",
  )
  const left = async (person: { id: string }) => (await listDigests(server.database.db, of(person))).length
  expect([await left(bob), await left(eve)]).toEqual([0, 1])
})
