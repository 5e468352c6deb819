import type { Role } from "@holdfast/protocol"
import type { Insights, Note, Notes } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { mostNotes } from "../../insight/note/write-notes.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  await server.database.db.updateTable("workspace").set({ time_zone: "America/Havana" }).execute()
})
afterAll(() => server.close())
beforeEach(() => server.database.db.deleteFrom("note").execute())

const cookies = new Map<Role, string>()
async function asked(role: Role, method: "GET" | "POST" | "PATCH" | "DELETE", path = "", payload?: object) {
  const cookie = cookies.get(role) ?? (await server.signIn(shop, role))
  cookies.set(role, cookie)
  const url = `/api/workspaces/${shop.appId}/insights/notes${path}`
  return server.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
}
async function add(role: Role, payload: object): Promise<Note> {
  const answer = await asked(role, "POST", "", payload)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const list = async (role: Role, query = "") => (await asked(role, "GET", query)).json<Notes>().notes
const texts = async (query = "") => (await list("viewer", query)).map(({ text }) => text)

const asProgram = (method: "GET" | "POST" | "DELETE", path = "", payload?: object, key = shop.configKey) =>
  server.app.inject({
    ...{ method, url: `/v1/data/insights/notes${path}`, ...(payload && { payload }) },
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": key },
  })

test("a note of a day is at the day's first instant, also where midnight is skipped or comes twice", async () => {
  const plain = await add("member", { at: "2026-08-31", text: "  Prices\n went up " })
  expect(plain).toMatchObject({
    ...{ at: "2026-08-31T04:00:00.000Z", day: "2026-08-31", text: "Prices went up", mayChange: true },
    author: { kind: "person" },
  })
  // Cuba's clocks are put forward and back at midnight
  const skipped = await add("member", { at: "2026-03-08", text: "Summer time" })
  expect(skipped).toMatchObject({ at: "2026-03-08T05:00:00.000Z", day: "2026-03-08" })
  const twice = await add("member", { at: "2026-11-01", text: "Winter time" })
  expect(twice).toMatchObject({ at: "2026-11-01T04:00:00.000Z", day: "2026-11-01" })
  const instant = await add("member", { at: "2026-09-06T12:34:56+02:00", text: "Deployed" })
  expect(instant).toMatchObject({ at: "2026-09-06T10:34:56.000Z", day: null })
})

test("the notes of a span are listed oldest first, its end not in it, and mark the save rate", async () => {
  for (const hour of [12, 10, 11]) await add("owner", { at: `2026-10-01T${hour}:00:00Z`, text: `at ${hour}` })
  expect(await texts()).toEqual(["at 10", "at 11", "at 12"])
  expect(await texts("?from=2026-10-01T11:00:00Z&to=2026-10-01T12:00:00Z")).toEqual(["at 11"])
  const page = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/insights?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z`,
    headers: { cookie: cookies.get("owner") },
  })
  const { marks } = page.json<Insights>().overTime
  const { name } = (await list("owner"))[0]?.author ?? {}
  expect(marks.map(({ kind, at, text }) => [kind, at, text])).toEqual(
    [10, 11, 12].map((hour) => ["note", `2026-10-01T${hour}:00:00.000Z`, `at ${hour} (${name})`]),
  )
})

test("a note is changed and deleted by its author, and by owners and admins", async () => {
  const note = await add("member", { at: "2026-08-31", text: "Prices went up" })
  for (const [role, mayChange] of [
    ["member", true],
    ["developer", false],
    ["viewer", false],
    ["admin", true],
    ["owner", true],
  ] as const) {
    expect((await list(role)).map((each) => each.mayChange)).toEqual([mayChange])
  }
  const refused = await asked("developer", "PATCH", `/${note.id}`, { text: "No" })
  expect([refused.statusCode, refused.json().error.message]).toEqual([
    403,
    "Only the author of a note, or an owner or admin, changes or deletes it.",
  ])
  expect((await asked("developer", "DELETE", `/${note.id}`)).statusCode).toBe(403)
  expect((await asked("member", "PATCH", `/${note.id}`, { at: "2026-09-01" })).json()).toMatchObject({
    ...{ day: "2026-09-01", text: "Prices went up" },
  })
  expect((await asked("admin", "PATCH", `/${note.id}`, { text: "Prices fell" })).json()).toMatchObject({
    ...{ day: "2026-09-01", text: "Prices fell", author: note.author },
  })
  expect((await asked("admin", "DELETE", `/${note.id}`)).statusCode).toBe(204)
  expect((await asked("admin", "DELETE", `/${note.id}`)).statusCode).toBe(404)
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "target_name", "detail"])
    .where("target_id", "=", note.id)
    .execute()
  const written = [
    {
      ...{ action: "note.added", target_name: "Prices went up" },
      detail: { at: "2026-08-31", text: "Prices went up" },
    },
    expect.objectContaining({ action: "note.changed" }),
    {
      ...{ action: "note.changed", target_name: "Prices fell" },
      detail: {
        before: { at: "2026-09-01", text: "Prices went up" },
        after: { at: "2026-09-01", text: "Prices fell" },
      },
    },
    expect.objectContaining({ action: "note.deleted", target_name: "Prices fell" }),
  ]
  expect(entries).toHaveLength(written.length)
  expect(entries).toEqual(expect.arrayContaining(written))
})

test("a program notes with a config key, sees all notes, and deletes what programs wrote", async () => {
  const own = (await asProgram("POST", "", { at: "2026-09-01T10:00:00Z", text: "Deployed 4.2" })).json()
  expect(own).toMatchObject({ text: "Deployed 4.2", day: null, author: { kind: "key" } })
  const byPerson = await add("owner", { at: "2026-08-31", text: "Prices went up" })
  const listed = (await asProgram("GET", "?startDate=2026-08-31&endDate=2026-09-01T10:00:00Z")).json()
  expect(listed.notes.map(({ id }: Note) => id)).toEqual([byPerson.id, own.id])
  expect((await asProgram("GET", "?startDate=2026-09-01T10:00:00.001Z")).json()).toEqual({ notes: [] })
  const refused = await asProgram("DELETE", `/${byPerson.id}`)
  expect([refused.statusCode, refused.body]).toEqual([
    409,
    "A person wrote this note; it is deleted on the page.",
  ])
  expect((await asProgram("DELETE", `/${own.id}`)).json()).toEqual(own)
  expect(await texts()).toEqual(["Prices went up"])
  expect((await asProgram("POST", "", { at: "2026-09-01", text: "x" }, shop.dataKeyLive)).statusCode).toBe(
    401,
  )
  const { marks } = (
    await server.app.inject({
      url: "/v1/data/insights/save-rate?startDate=2026-08-30&endDate=2026-09-02",
      headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
    })
  ).json()
  expect(marks).toEqual([{ at: byPerson.at, kind: "note", text: expect.stringMatching(/^Prices went up/) }])
})

test.each([
  [{ text: "x" }, "at"],
  [{ at: "2026-08-31" }, "text"],
  [{ at: "2026-02-30", text: "x" }, "at"],
  [{ at: "soon", text: "x" }, "at"],
  [{ at: "2026-08-31", text: " \n " }, "text"],
  [{ at: "2026-08-31", text: "x".repeat(501) }, "text"],
  [{ at: "2026-08-31", text: "x", colour: "red" }, "colour"],
])("%j is refused with a sentence that names what is wrong", async (body, named) => {
  for (const answer of [await asked("owner", "POST", "", body), await asProgram("POST", "", body)]) {
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(named)])
  }
  expect(await texts()).toEqual([])
})

test("a workspace has so many notes and no more, and another has none of them", async () => {
  const note = await add("owner", { at: "2026-08-31", text: "Prices went up" })
  const elsewhere = await server.app.inject({
    url: `/v1/data/insights/notes/${note.id}`,
    method: "DELETE",
    headers: { "x-ck-app": other.appId, "x-ck-api-key": other.configKey },
  })
  expect(elsewhere.statusCode).toBe(404)
  const { db } = server.database
  const row = await db.selectFrom("note").selectAll().executeTakeFirstOrThrow()

  await sql`
    insert into note
    select workspace_id, gen_random_uuid(), at, is_day, text, author_id, key_name, created_at, updated_at
    from note cross join generate_series(2, ${mostNotes}) where id = ${row.id}`.execute(db)
  const refused = await asked("owner", "POST", "", { at: "2026-08-31", text: "One more" })
  expect([refused.statusCode, refused.json().error.message]).toEqual([
    409,
    "This workspace has 5,000 notes; delete some to keep another.",
  ])
  expect(await list("owner")).toHaveLength(100)
})
