import { type AuditAction, type AuditEntry, type AuditPage, auditActions } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let quiet: TestWorkspace
let admin: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  quiet = await server.addWorkspace("Quiet")
  admin = await server.signIn(shop, "admin")
  server.setTime(noon)
  for (let number = 0; number < 60; number++) await write(number)
  await write(1, other)
})
afterAll(() => server.close())

const noon = new Date("2026-11-01T12:00:00.000Z")
const actors: Actor[] = [
  { kind: "person", id: "p1", name: "ada@example.com", address: "192.0.2.7" },
  { kind: "person", id: "p2", name: "100%_sure@example.com", address: "2001:db8::7" },
  { kind: "key", id: "k1", name: "Ünïcode key", address: "192.0.2.9" },
  { kind: "job", name: "make-exports" },
  { kind: "command", name: "holdfast workspace" },
]

const actorAt = (number: number): Actor => {
  const actor = actors[number % actors.length]
  if (!actor) throw new Error("there are actors")
  return actor
}
const actionAt = (number: number): AuditAction => auditActions[number % 7] ?? "mail.read"
/** Two in each minute up to noon. */
const timeAt = (number: number) => new Date(noon.getTime() - (30 - Math.floor(number / 2)) * 60_000)

const write = (number: number, workspace = shop) =>
  recordAudit(server.database.db, {
    workspaceId: workspace.id,
    actor: actorAt(number),
    action: actionAt(number),
    ...(number % 3 === 0 && {
      target: { kind: "customer", id: `cus_${number}`, name: `=Customer ${number}` },
    }),
    detail: { number },
    at: timeAt(number),
  })

const get = (path: string, cookie = admin, workspace = shop) =>
  server.app.inject({
    method: path.startsWith("/export") ? "POST" : "GET",
    url: `/api/workspaces/${workspace.appId}/audit${path}`,
    headers: { cookie },
  })
const numbersOf = (entries: AuditEntry[]) => entries.map(({ detail }) => Number(detail.number))
async function all(query: string): Promise<number[]> {
  const { entries, next }: AuditPage = (await get(`?size=100&${query}`)).json()
  expect(next).toBeNull()
  return numbersOf(entries).sort((a, b) => a - b)
}
const numbers = Array.from({ length: 60 }, (_, number) => number)

test("an entry says who did what, to what, when and from where", async () => {
  const { entries }: AuditPage = (await get("?search=cus_0")).json()
  expect(entries).toEqual([
    {
      id: expect.any(String),
      at: timeAt(0).toISOString(),
      actor: { kind: "person", id: "p1", name: "ada@example.com" },
      address: "192.0.2.7",
      action: auditActions[0],
      target: { kind: "customer", id: "cus_0", name: "=Customer 0" },
      detail: { number: 0 },
    },
  ])
})

test("paging gives every entry of this workspace once, newest first", async () => {
  const seen: AuditEntry[] = []
  let before = ""
  for (;;) {
    const { entries, next }: AuditPage = (await get(`?size=7${before}`)).json()
    seen.push(...entries)
    if (next === null) break
    before = `&before=${next}`
  }
  expect(numbersOf(seen).sort((a, b) => a - b)).toEqual(numbers)
  expect(seen.map(({ at }) => at)).toEqual([...seen.map(({ at }) => at)].sort().reverse())
})

test("filters are the naive ones", async () => {
  const isBetween = (number: number, from: number, to: number) =>
    timeAt(number) >= timeAt(from) && timeAt(number) < timeAt(to)
  const iso = (number: number) => timeAt(number).toISOString()
  expect(await all(`from=${iso(10)}&to=${iso(20)}`)).toEqual(
    numbers.filter((each) => isBetween(each, 10, 20)),
  )
  expect(await all("actor=p1")).toEqual(numbers.filter((each) => each % 5 === 0))
  expect(await all("actor=null")).toEqual(numbers.filter((each) => each % 5 >= 3))
  expect(await all(`action=${auditActions[2]}`)).toEqual(numbers.filter((each) => each % 7 === 2))
  expect(await all(`action=${auditActions[2]}&action=${auditActions[3]}&actor=k1`)).toEqual(
    numbers.filter((each) => (each % 7 === 2 || each % 7 === 3) && each % 5 === 2),
  )
  expect(await all("actor=nobody")).toEqual([])
})

test("a search is literal, whatever the case, in names, ids and addresses", async () => {
  expect(await all("search=ADA%40example")).toEqual(numbers.filter((each) => each % 5 === 0))
  expect(await all("search=%25_")).toEqual(numbers.filter((each) => each % 5 === 1))
  expect(await all("search=%C3%BCn%C3%AFCODE")).toEqual(numbers.filter((each) => each % 5 === 2))
  expect(await all("search=2001%3Adb8")).toEqual(numbers.filter((each) => each % 5 === 1))
  expect(await all("search=customer%2012")).toEqual([12])
  expect(await all("search=CUS_9")).toEqual([9])
  expect(await all("search=%5C")).toEqual([])
})

test("whoever did something is there to choose, under the last name that they had", async () => {
  await recordAudit(server.database.db, {
    workspaceId: quiet.id,
    actor: { kind: "person", id: "p9", name: "old@example.com", address: "192.0.2.7" },
    action: "mail.read",
    at: timeAt(0),
  })
  await recordAudit(server.database.db, {
    workspaceId: quiet.id,
    actor: { kind: "person", id: "p9", name: "new@example.com", address: "192.0.2.7" },
    action: "mail.read",
    at: timeAt(9),
  })
  const cookie = await server.signIn(quiet, "owner")
  expect((await get("/actors", cookie, quiet)).json()).toEqual({
    actors: [{ kind: "person", id: "p9", name: "new@example.com" }],
  })
  expect((await get("/actors")).json()).toEqual({
    actors: [
      { kind: "person", id: "p2", name: "100%_sure@example.com" },
      { kind: "person", id: "p1", name: "ada@example.com" },
      { kind: "key", id: "k1", name: "Ünïcode key" },
    ],
  })
})

test("an export is the same list as CSV, with formulas disarmed, and is written down itself", async () => {
  const cookie = await server.signIn(shop, "owner")
  const answer = await get(`/export?search=customer&to=${timeAt(20).toISOString()}`, cookie)
  expect(answer.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="audit-log-2026-11-01.csv"',
    "cache-control": "no-store",
  })
  const [head, ...lines] = answer.body.split("\r\n")
  expect(head).toMatch(/^Time,Who,/)
  expect(lines.at(-1)).toBe("")
  const found = lines.slice(0, -1).map((line) => Number(/'=Customer (\d+),customer/.exec(line)?.[1]))
  expect(found.sort((a, b) => a - b)).toEqual([0, 3, 6, 9, 12, 15, 18])
  const written: AuditPage = (await get("?action=audit.exported")).json()
  expect(written.entries).toMatchObject([
    { action: "audit.exported", detail: { search: "for a text", to: timeAt(20).toISOString() } },
  ])
})

test("an export goes through all pages, each entry once", async () => {
  const cookie = await server.signIn(quiet, "admin")
  await server.database.pool.query(
    `insert into audit_entry (workspace_id, id, at, actor_kind, actor_name, action, detail)
     select $1, gen_random_uuid(), now(), 'job', 'entry ' || n, 'mail.read', '{}' from generate_series(1, 2500) n`,
    [quiet.id],
  )
  const { body } = await get("/export?search=entry", cookie, quiet)
  const names = body.split("\r\n").flatMap((line) => /entry (\d+)/.exec(line)?.[1] ?? [])
  expect(new Set(names).size).toBe(2500)
  expect(names).toHaveLength(2500)
})

test("an export that is asked for by a link takes nothing and writes nothing", async () => {
  const url = `/api/workspaces/${shop.appId}/audit/export`
  const before = await all("action=audit.exported")
  for (const method of ["GET", "HEAD"] as const) {
    expect((await server.app.inject({ method, url, headers: { cookie: admin } })).statusCode).toBe(404)
  }
  expect(await all("action=audit.exported")).toEqual(before)
})

test.for(["developer", "member", "viewer"] as const)("a %s sees nothing of the log", async (role) => {
  const cookie = await server.signIn(shop, role)
  for (const path of ["", "/actors", "/export"]) expect((await get(path, cookie)).statusCode).toBe(403)
})

test.for([
  ["?user=p1", "user is not known here; known are from, to, actor, action, search, before, size."],
  ["/export?size=5", "size is not known here; known are from, to, actor, action, search."],
  ["/actors?x=1", "x is not known here; there are no parameters."],
  ["?action=key.eaten", expect.stringContaining('"key.eaten"; it takes one of export.downloaded')],
  [
    "?from=yesterday",
    'from is "yesterday"; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.',
  ],
  ["?from=2026-02-01&to=2026-01-01", "from is after to; the range is upside down."],
  ["?before=x", "before is no cursor of this list; it takes `next` of the last answer."],
  ["?search=%00", expect.stringContaining("NUL")],
  ["?search=", "search is empty; it takes 1 or more characters."],
] as const)("%s is refused in a sentence", async ([path, message]) => {
  const answer = await get(path)
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, message])
})

test("a cursor of the mail is none of the log", async () => {
  const { next }: AuditPage = (await get("?size=1")).json()
  const url = `/api/workspaces/${shop.appId}/mail?before=${next}`
  expect((await server.app.inject({ url, headers: { cookie: admin } })).statusCode).toBe(422)
})
