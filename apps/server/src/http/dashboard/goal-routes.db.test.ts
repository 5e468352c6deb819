import type { Role } from "@holdfast/protocol"
import type { Goal, Goals, Insights, NewGoal, PageGoals } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { removeRows } from "../../account/workspace/remove-rows.ts"
import { mostGoals, setGoal } from "../../insight/goal/goals.ts"
import { createView, deleteView } from "../../saved-view/saved-views.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let ada: TestPerson
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  ada = await server.addPerson(shop, "member")
  await server.database.db.updateTable("workspace").set({ time_zone: "Europe/Berlin" }).execute()
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["goal", "saved_view"] as const) await server.database.db.deleteFrom(table).execute()
})

const cookies = new Map<Role, string>()
async function asked(role: Role, method: "GET" | "PUT" | "DELETE", path: string, payload?: object) {
  const cookie = cookies.get(role) ?? (await server.signIn(shop, role))
  cookies.set(role, cookie)
  const url = `/api/workspaces/${shop.appId}/${path}`
  return server.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
}
const saveRate: NewGoal = { figure: "saveRate", currency: null, level: 50, since: "2025-09-01", viewId: null }
async function set(changes: Partial<NewGoal> = {}): Promise<Goal> {
  const answer = await asked("member", "PUT", "goals", { ...saveRate, ...changes })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const listed = async () => (await asked("viewer", "GET", "goals")).json<Goals>().goals
/** A week of the workspace in which clocks are put back, which makes it an hour longer. */
const week = "from=2025-10-19T22:00:00Z&to=2025-10-26T23:00:00Z"
async function ofPage(query = "", span = week): Promise<PageGoals> {
  const answer = await asked("viewer", "GET", `insights?${span}${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Insights>().goals
}
async function share(name: string, search: string, isShared = true): Promise<string> {
  const owner = { workspaceId: shop.id, userId: ada.id }
  const view = await createView(server.database.db, owner, { name, search, isShared }, new Date())
  if (typeof view === "string") throw new Error(view)
  return view.id
}
const shown = async (query = "", span = week) =>
  (await ofPage(query, span)).list.map(({ figure, level, target }) => [figure, level, target])

test("a goal is set, another takes its place, and it is taken away; the audit log says each", async () => {
  const first = await set()
  expect(first).toEqual({ ...saveRate, id: expect.any(String) })
  const second = await set({ level: 55.5, since: "2025-10-01" })
  expect(second).toEqual({ ...saveRate, id: first.id, level: 55.5, since: "2025-10-01" })
  const kept = await set({ figure: "kept", currency: "usd", level: 9000 })
  expect(await set({ figure: "kept", currency: "eur", level: 100 })).not.toMatchObject({ id: kept.id })
  expect((await listed()).map(({ figure, currency }) => [figure, currency])).toEqual([
    ["saveRate", null],
    ["kept", "eur"],
    ["kept", "usd"],
  ])
  expect((await asked("member", "DELETE", `goals/${kept.id}`)).statusCode).toBe(204)
  expect((await asked("member", "DELETE", `goals/${kept.id}`)).json().error.message).toBe(
    "There is no such goal in this workspace.",
  )
  const lines = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "target_name", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("target_kind", "=", "goal")
    .execute()
  const line = (level: number, since = "2025-09-01") => ({ level, since, viewId: null })
  // entries of one moment stand in any order
  expect(lines).toHaveLength(5)
  expect(lines).toEqual(
    expect.arrayContaining([
      { action: "goal.set", target_name: "Save rate", detail: line(50) },
      {
        ...{ action: "goal.set", target_name: "Save rate" },
        detail: { before: line(50), after: line(55.5, "2025-10-01") },
      },
      { action: "goal.set", target_name: "Kept a month in USD", detail: line(9000) },
      { action: "goal.set", target_name: "Kept a month in EUR", detail: line(100) },
      { action: "goal.removed", target_name: "Kept a month in USD", detail: line(9000) },
    ]),
  )
})

test.each<[Partial<NewGoal>, string]>([
  [{ level: 100.5 }, "level is 100.5; the goal of a rate takes 0 to 100."],
  [{ figure: "held30", level: 101 }, "level is 101; the goal of a rate takes 0 to 100."],
  [{ figure: "lost", level: 10 }, "currency is missing; the goal of lost is of one currency."],
  [{ figure: "sessions", currency: "usd" }, "currency is usd; the goal of sessions has none."],
  [{ since: "2025-02-30" }, "since is 2025-02-30; that day does not exist."],
  [{ since: "1999-12-31" }, "since is 1999-12-31; it takes a day from 2000 to 2100."],
  [
    { viewId: "01990000-0000-7000-8000-000000000001" },
    "viewId is no view that the workspace shares; everybody sees a goal, so its view is shared.",
  ],
])("what a figure cannot have is refused with its field: %j", async (changes, sentence) => {
  const answer = await asked("owner", "PUT", "goals", { ...saveRate, ...changes })
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, sentence])
  expect(await listed()).toEqual([])
})

test("the goal of all live sessions stands beside them, and beside no others", async () => {
  await set()
  expect(await ofPage()).toEqual({
    of: { viewId: null, viewName: null },
    list: [{ ...saveRate, id: expect.any(String), target: 0.5 }],
  })
  for (const query of ["&mode=test", "&outcome=canceled", "&search=price", "&bounced=false"])
    expect(await ofPage(query), query).toEqual({ of: null, list: [] })
  const elsewhere = await server.app.inject({
    url: `/api/workspaces/${other.appId}/insights?${week}`,
    headers: { cookie: await server.signIn(other, "owner") },
  })
  expect(elsewhere.json<Insights>().goals.list).toEqual([])
})

test("the goal of a shared view stands beside its sessions, however they are filtered by", async () => {
  const viewId = await share("Cancelled annual", "outcome=cancelled&billing=annual%2Cmonthly&range=7d")
  await set({ viewId, level: 20 })
  await set({ level: 50 })
  const page = await ofPage("&billingInterval=MONTH&billingInterval=YEAR&outcome=canceled")
  expect(page.of).toEqual({ viewId, viewName: "Cancelled annual" })
  expect(page.list.map(({ level }) => level)).toEqual([20])
  expect(await shown()).toEqual([["saveRate", 50, 0.5]])
})

test("a goal rests while its view is private, and ends with it", async () => {
  const viewId = await share("Cancelled", "outcome=cancelled")
  await set({ viewId })
  const isShared = (is_shared: boolean) =>
    server.database.db
      .updateTable("saved_view")
      .set({ is_shared })
      .where("workspace_id", "=", shop.id)
      .execute()
  await isShared(false)
  expect([await listed(), await ofPage("&outcome=canceled")]).toEqual([[], { of: null, list: [] }])
  const refused = await asked("owner", "PUT", "goals", { ...saveRate, viewId })
  expect(refused.json().error.message).toContain("no view that the workspace shares")
  await isShared(true)
  expect(await shown("&outcome=canceled")).toEqual([["saveRate", 50, 0.5]])
  await deleteView(server.database.db, shop.id, viewId)
  expect(await server.database.db.selectFrom("goal").select("id").execute()).toEqual([])
})

test("a view that is deleted while its goal is set leaves no goal behind", async () => {
  const { db } = server.database
  const actor = { kind: "person", id: ada.id, name: "Ada", address: "192.0.2.1" } as const
  for (let round = 0; round < 20; round++) {
    const viewId = await share(`View ${round}`, "outcome=cancelled")
    const change = { workspaceId: shop.id, actor, now: new Date() }
    await Promise.all([setGoal(db, change, { ...saveRate, viewId }), deleteView(db, shop.id, viewId)])
  }
  expect(await db.selectFrom("goal").select("id").execute()).toEqual([])
})

test("what grows with the days is measured by them: an hour more of a night makes no day longer", async () => {
  await set({ figure: "sessions", level: 300 })
  await set({ figure: "lost", currency: "jpy", level: 30_000 })
  await set({ figure: "lost", currency: "usd", level: 30 })
  await set({ figure: "held60", level: 80 })
  expect(await shown()).toEqual([
    ["held60", 80, 0.8],
    ["sessions", 300, 70],
    ["lost", 30_000, 7000],
    ["lost", 30, 700],
  ])
  // half of the last day
  expect(await shown("", "from=2025-10-19T22:00:00Z&to=2025-10-24T10:00:00Z")).toContainEqual([
    "sessions",
    300,
    45,
  ])
})

test("of a span that goes on, only the days up to now are asked for", async () => {
  await set({ figure: "sessions", level: 3000 })
  const now = Date.now()
  const from = new Date(now - 10 * 86_400_000).toISOString()
  const to = new Date(now + 10 * 86_400_000).toISOString()
  const [[, , target] = []] = await shown("", `from=${from}&to=${to}`)
  // ten days, and an hour where clocks changed
  expect(Math.abs(Number(target) - 1000)).toBeLessThan(6)
})

test("a goal says nothing of days before it, and a number nothing of days without a first", async () => {
  await set({ since: "2025-10-26" })
  await set({ figure: "held30", level: 70, since: "2025-10-27" })
  expect(await shown()).toEqual([
    ["saveRate", 50, 0.5],
    ["held30", 70, null],
  ])
  await set({ figure: "sessions", level: 300 })
  expect(await shown("", "to=2025-10-26T23:00:00Z")).toEqual([
    ["saveRate", 50, 0.5],
    ["held30", 70, null],
    ["sessions", 300, null],
  ])
})

test("programs read the goals of a headline and of the save rate", async () => {
  await set()
  await set({ figure: "kept", currency: "usd", level: 30 })
  const read = async (path: string, query = "") => {
    const answer = await server.app.inject({
      url: `/v1/data/insights/${path}?startDate=2025-10-19T22:00:00Z&endDate=2025-10-26T22:59:59.999Z${query}`,
      headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
    })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json().goals
  }
  const rate = { figure: "saveRate", currency: null, level: 50, since: "2025-09-01", target: 0.5 }
  expect(await read("headline")).toEqual([
    rate,
    { figure: "kept", currency: "usd", level: 30, since: "2025-09-01", target: 700 },
  ])
  expect(await read("save-rate")).toEqual([rate])
  expect(await read("headline", "&canceled=true")).toEqual([])
})

test("a workspace has so many goals and no more, and they go with it alone", async () => {
  const { db } = server.database
  const rows = Array.from({ length: mostGoals }, (_, nth) => ({
    ...{ workspace_id: shop.id, id: crypto.randomUUID(), figure: "kept" as const },
    ...{ currency: `c${nth}`, level: 1, since: "2025-09-01", view_id: null },
    ...{ created_at: new Date(), updated_at: new Date() },
  }))
  await db.insertInto("goal").values(rows).execute()
  await db
    .insertInto("goal")
    .values(rows.slice(0, 1).map((row) => ({ ...row, workspace_id: other.id })))
    .execute()
  const answer = await asked("owner", "PUT", "goals", saveRate)
  expect([answer.statusCode, answer.json().error.message]).toEqual([
    409,
    "A workspace has 500 goals at most; take one away to set another.",
  ])
  await removeRows(db, other.id)
  const left = await db.selectFrom("goal").select("workspace_id").distinct().execute()
  expect(left).toEqual([{ workspace_id: shop.id }])
})
