import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { demoFlows } from "./demo-flows.ts"
import { loadSessions, type SeedOptions, seedSessions } from "./seed-sessions.ts"
import { simulate } from "./simulate.ts"

const until = new Date("2026-11-23T10:00:00Z")
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const optionsFor = (workspaceId: string, sessions: number): SeedOptions => ({
  sessions,
  seed: 7,
  years: 1,
  until,
  flows: demoFlows(workspaceId, { until, years: 1 }),
})
const rowsOf = (workspaceId: string) =>
  database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("id")
    .execute()

test("the table holds what was simulated, field by field", async () => {
  const workspaceId = randomUUID()
  const options = optionsFor(workspaceId, 500)
  const simulated = [...simulate({ ...options, workspace: { id: workspaceId } })]
  expect(await seedSessions(database.pool, workspaceId, options)).toEqual({ sessions: 500 })
  expect(await rowsOf(workspaceId)).toEqual(
    simulated.map((session) => ({
      ...session,
      awaits_post: false,
      foreign_id: null,
      ignored: null,
      recording_state: null,
      detail: JSON.parse(session.detail),
    })),
  )
})

test("progress rises to the total", async () => {
  const workspaceId = randomUUID()
  const seen: [number, number][] = []
  await seedSessions(database.pool, workspaceId, optionsFor(workspaceId, 900), (...each) => seen.push(each))
  expect(seen.length).toBeGreaterThan(2)
  expect(seen.at(-1)).toEqual([900, 900])
  expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b))
})

const hostile = [
  "\\",
  "\\.",
  "\\N",
  "\n\\.\n",
  "a\tb\tc",
  "line\r\nbreak",
  "\b\f\v\u007f\u0085\u2028",
  "😀👩‍👩‍👧‍👦 \u202e right to left",
  `"double" 'single' \`back\` $1 $$ %s`,
  "'; drop table session; --",
  "=cmd()|' /c calc'!A0",
  "ends with a backslash\\",
  "",
  " ",
]

test("hostile text comes out of the database as it went in", async () => {
  const workspaceId = randomUUID()
  const options = optionsFor(workspaceId, hostile.length)
  const rows = [...simulate({ ...options, workspace: { id: workspaceId } })].map((row, i) => {
    const text = hostile[i] ?? ""
    return { ...row, feedback: text, customer_email: text, detail: JSON.stringify({ [`key ${text}`]: text }) }
  })
  await loadSessions(database.pool, rows)
  const stored = await rowsOf(workspaceId)
  expect(
    stored.map(({ feedback, customer_email, detail }) => ({ feedback, customer_email, detail })),
  ).toEqual(
    hostile.map((text) => ({ feedback: text, customer_email: text, detail: { [`key ${text}`]: text } })),
  )
})

test("a failure half way loads nothing, and the pool goes on", async () => {
  const workspaceId = randomUUID()
  const options = optionsFor(workspaceId, 900)
  function* broken() {
    yield* simulate({ ...options, workspace: { id: workspaceId } })
    throw new Error("the well ran dry")
  }
  await expect(loadSessions(database.pool, broken())).rejects.toThrow("the well ran dry")
  expect(await rowsOf(workspaceId)).toEqual([])
})

test("the same seed twice into one workspace is refused and changes nothing", async () => {
  const workspaceId = randomUUID()
  const options = optionsFor(workspaceId, 50)
  await seedSessions(database.pool, workspaceId, options)
  const before = await rowsOf(workspaceId)
  await expect(seedSessions(database.pool, workspaceId, options)).rejects.toThrow("duplicate key")
  expect(await rowsOf(workspaceId)).toEqual(before)
})
