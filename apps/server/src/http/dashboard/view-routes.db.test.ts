import type { SavedView, SavedViews } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createView } from "../../saved-view/saved-views.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let owner: string
let member: string
let viewer: string
let stranger: string
const now = "2026-11-01T12:00:00.000Z"
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  owner = await server.signIn(shop, "owner")
  member = await server.signIn(shop, "member")
  viewer = await server.signIn(shop, "viewer")
  stranger = await server.signIn(other, "owner")
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime(now)
  await server.database.db.deleteFrom("saved_view").execute()
})

type Method = "GET" | "POST" | "PATCH" | "DELETE"

async function call(method: Method, cookie: string, path = "", payload?: object, workspace = shop) {
  const answer = await server.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/views${path}`,
    headers: { cookie },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() }
}

async function keep(cookie: string, view: object, workspace = shop): Promise<SavedView> {
  const { status, body } = await call("POST", cookie, "", view, workspace)
  expect(status).toBe(201)
  return body
}

async function list(cookie: string, workspace = shop): Promise<SavedView[]> {
  const { body } = await call("GET", cookie, "", undefined, workspace)
  return (body as SavedViews).views
}

const sentence = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body.error.message]

test("a view is kept for its owner, by name, and the workspace of its address is left out", async () => {
  const view = await keep(viewer, {
    name: "  Trials   of\nNovember ",
    search: "workspace=x&mode=test&range=7d",
  })
  expect(view).toEqual({
    id: expect.any(String),
    name: "Trials of November",
    search: "mode=test&range=7d",
    isShared: false,
    isMine: true,
    ownerName: "Person",
    createdAt: now,
    updatedAt: now,
  })
  const all = await keep(viewer, { name: "all of it", search: "" })
  expect(await list(viewer)).toEqual([all, view])
})

test("a private view is its owner's alone; a shared one is everybody's of the workspace", async () => {
  await keep(member, { name: "Mine", search: "range=7d" })
  const shared = await keep(member, { name: "Ours", search: "range=1y", isShared: true })
  expect(await list(viewer)).toEqual([{ ...shared, isMine: false }])
  expect(await list(owner)).toEqual([{ ...shared, isMine: false }])
  expect(await list(stranger, other)).toEqual([])
})

test("its owner renames a view, moves it to another address, shares it and takes it back", async () => {
  const view = await keep(member, { name: "Draft", search: "range=7d" })
  server.setTime("2026-11-02T12:00:00.000Z")
  const change = (what: object) => call("PATCH", member, `/${view.id}`, what)
  const updated = { ...view, updatedAt: "2026-11-02T12:00:00.000Z" }
  expect((await change({ name: "Final" })).body).toEqual({ ...updated, name: "Final" })
  expect((await change({ search: "mode=test" })).body).toEqual({
    ...updated,
    name: "Final",
    search: "mode=test",
  })
  expect((await change({ isShared: true })).body).toMatchObject({ isShared: true })
  expect(await list(viewer)).toHaveLength(1)
  expect((await change({ isShared: false })).body).toMatchObject({ isShared: false })
  expect(await list(viewer)).toEqual([])
})

test("a view that is deleted is gone", async () => {
  const view = await keep(member, { name: "Draft", search: "" })
  expect(await call("DELETE", member, `/${view.id}`)).toEqual({ status: 204, body: null })
  expect(await list(member)).toEqual([])
})

test("names are unlike the person's others, whatever their case; other people's do not count", async () => {
  const view = await keep(member, { name: "Ärger", search: "" })
  const taken = [409, 'You have a view named "Ärger" already; choose another name.']
  expect(sentence(await call("POST", member, "", { name: "Ärger", search: "" }))).toEqual(taken)
  await keep(viewer, { name: "Ärger", search: "" })
  const second = await keep(member, { name: "Trials", search: "" })
  expect(sentence(await call("PATCH", member, `/${second.id}`, { name: "Ärger" }))).toEqual(taken)
  expect(sentence(await call("POST", member, "", { name: "TRIALS", search: "" }))).toEqual([
    409,
    'You have a view named "TRIALS" already; choose another name.',
  ])
  expect((await call("PATCH", member, `/${second.id}`, { name: "TRIALS" })).body).toMatchObject({
    name: "TRIALS",
  })
  expect((await call("DELETE", member, `/${view.id}`)).status).toBe(204)
  await keep(member, { name: "Ärger", search: "" })
})

test("many of one name at once are one", async () => {
  const reader = { workspaceId: shop.id, userId: "somebody in a hurry" }
  const twin = () => createView(server.database.db, reader, { name: "Twin", search: "" }, new Date(now))
  const all = await Promise.all(Array.from({ length: 15 }, twin))
  expect(all.filter((result) => result === "name_taken")).toHaveLength(14)
})

test("a person keeps at most 200 views", async () => {
  for (let number = 0; number < 200; number++) await keep(member, { name: `View ${number}`, search: "" })
  expect(sentence(await call("POST", member, "", { name: "One more", search: "" }))).toEqual([
    409,
    "You have 200 views; delete one to keep another.",
  ])
  await keep(viewer, { name: "Somebody else's", search: "" })
})

describe("roles", () => {
  test.for(["owner", "admin", "developer", "member"] as const)("%s may share a view", async (role) => {
    const person = role === "owner" ? owner : await server.signIn(shop, role)
    expect((await keep(person, { name: "Ours", search: "", isShared: true })).isShared).toBe(true)
  })

  test("a viewer keeps views and shares none", async () => {
    const view = await keep(viewer, { name: "Mine", search: "", isShared: false })
    const refused = [403, "Your role (viewer) may keep views, not share them."]
    expect(sentence(await call("POST", viewer, "", { name: "Ours", search: "", isShared: true }))).toEqual(
      refused,
    )
    expect(sentence(await call("PATCH", viewer, `/${view.id}`, { isShared: true }))).toEqual(refused)
  })

  test("whoever became a viewer may take a shared view back, and not change what others see", async () => {
    const person = await server.signIn(shop, "developer")
    const view = await keep(person, { name: "Ours", search: "", isShared: true })
    await server.database.db
      .updateTable("member")
      .set({ role: "viewer" })
      .where("workspace_id", "=", shop.id)
      .where("role", "=", "developer")
      .execute()
    expect((await call("PATCH", person, `/${view.id}`, { name: "Theirs" })).status).toBe(403)
    expect((await call("PATCH", person, `/${view.id}`, { isShared: false })).status).toBe(200)
    expect((await call("PATCH", person, `/${view.id}`, { name: "Mine" })).status).toBe(200)
  })

  test("a shared view of somebody else is changed by nobody, and deleted by owners and admins", async () => {
    const view = await keep(member, { name: "Ours", search: "", isShared: true })
    const admin = await server.signIn(shop, "admin")
    for (const cookie of [viewer, admin, owner]) {
      expect(sentence(await call("PATCH", cookie, `/${view.id}`, { name: "x" }))).toEqual([
        403,
        "Only the owner of a view changes it.",
      ])
    }
    expect(sentence(await call("DELETE", viewer, `/${view.id}`))).toEqual([
      403,
      "Only the owner of a view, or an owner or admin, deletes it.",
    ])
    expect((await call("DELETE", admin, `/${view.id}`)).status).toBe(204)
  })
})

describe("refused", () => {
  const noView = [404, "There is no such view for you."]

  test("a private view of somebody else, exactly as one that does not exist", async () => {
    const view = await keep(member, { name: "Mine", search: "" })
    for (const id of [view.id, "01990000-0000-7000-8000-000000000000"]) {
      expect(sentence(await call("PATCH", owner, `/${id}`, { name: "x" }))).toEqual(noView)
      expect(sentence(await call("DELETE", owner, `/${id}`))).toEqual(noView)
    }
  })

  test("a view of another workspace, even a shared one", async () => {
    const view = await keep(stranger, { name: "Theirs", search: "", isShared: true }, other)
    expect(sentence(await call("PATCH", owner, `/${view.id}`, { name: "x" }))).toEqual(noView)
    expect(sentence(await call("DELETE", owner, `/${view.id}`))).toEqual(noView)
    expect((await call("GET", owner, "", undefined, other)).status).toBe(404)
    expect((await call("POST", owner, "", { name: "x", search: "" }, other)).status).toBe(404)
  })

  test("whoever is signed out", async () => {
    for (const method of ["GET", "POST"] as const) expect((await call(method, "")).status).toBe(401)
  })

  test("a page of another site, and of a neighbour below the same domain", async () => {
    for (const origin of ["https://evil.example", "http://127.0.0.1:9999", "null"]) {
      const answer = await server.app.inject({
        method: "POST",
        url: `/api/workspaces/${shop.appId}/views`,
        headers: { cookie: owner, origin, host: "127.0.0.1:4870" },
        payload: { name: "x", search: "" },
      })
      expect([answer.statusCode, answer.json().error.message]).toEqual([
        403,
        "This call comes from a page of another site.",
      ])
    }
  })

  const visible = "it takes 1 to 80 characters, at least one of them visible."
  test.for([
    [{ search: "" }, "name is missing."],
    [{ name: "x" }, "search is missing."],
    [{ name: "", search: "" }, `name is ""; ${visible}`],
    [{ name: " \n\u200b", search: "" }, `name is " \n\u200b"; ${visible}`],
    [{ name: "é".repeat(81), search: "" }, "name is 81 characters long; it takes at most 80."],
    [{ name: 7, search: "" }, "name is a number; it takes string."],
    [{ name: "x", search: "a".repeat(8001) }, "search is 8001 characters long; it takes at most 8000."],
    [{ name: "x", search: "", isShared: "yes" }, 'isShared is "yes"; it takes boolean.'],
    [{ name: "x", search: "", owner: "me" }, "owner is not known here; known are name, search, isShared."],
    [{ name: "a\u0000b", search: "" }, "name contains a NUL character, which is not accepted."],
    [
      { name: "x", search: "\ud800" },
      "search contains half of a surrogate pair; texts must be valid Unicode.",
    ],
  ] as const)("%j", async ([view, message]) => {
    expect(sentence(await call("POST", owner, "", view))).toEqual([422, message])
  })

  test("a change with hostile text, or of something that is no id", async () => {
    const view = await keep(owner, { name: "Mine", search: "" })
    expect(sentence(await call("PATCH", owner, `/${view.id}`, { name: "a\u0000b" }))).toEqual([
      422,
      "name contains a NUL character, which is not accepted.",
    ])
    expect(sentence(await call("DELETE", owner, "/1%27--"))).toEqual([
      422,
      `viewId is "1'--"; it takes the id of a view.`,
    ])
  })
})
