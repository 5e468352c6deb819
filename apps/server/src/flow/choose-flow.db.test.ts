import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Database, openDatabase } from "../db/database.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { chooseFlow } from "./choose-flow.ts"
import { installFlows } from "./install-flows.ts"
import { starterFlow, starterFlows } from "./starter-flow.ts"

let database: TestDatabase
/** Of another server. */
let other: Database
beforeAll(async () => {
  database = await testDatabase()
  other = openDatabase(database.address, () => {})
})
afterAll(async () => {
  await other.close()
  await database.close()
})

const now = new Date("2026-11-01T12:00:00.000Z")

test("whatever is changed of flows and segments is shown at once, on every server", async () => {
  const workspaceId = randomUUID()
  const install = (flows: Parameters<typeof installFlows>[2]) =>
    installFlows(database.db, workspaceId, flows, now)
  await install(starterFlows({ flow: "primary", blueprint: "primary 1" }, now))
  const addSegment = (id: string, priority: number) => {
    const filter = [{ attribute: "country", operand: "INCLUDES" as const, value: ["DE"] }]
    const segments = [{ id, name: id, enabled: true, priority, filter }]
    return install({ segments, flows: [{ id, segmentId: id, arm: null, name: id }], blueprints: [] })
  }
  const publish = (flowId: string, version: number) => {
    const made = { id: `${flowId} ${version}`, flowId, version, name: flowId, content: starterFlow() }
    const segmentId = flowId === "primary" ? null : flowId
    return install({
      segments: [],
      flows: [],
      blueprints: [{ ...made, segmentId, publishedAt: now.toISOString() }],
    })
  }
  const change = (table: string, what: string, id: string) =>
    sql`update ${sql.table(table)} set ${sql.raw(what)} where workspace_id = ${workspaceId} and id = ${id}`.execute(
      database.db,
    )
  const shown = async () => {
    const facts = { customer: { customAttributes: { country: "DE" } } }
    const ids: (string | undefined)[] = []
    for (const { db } of [database, other])
      ids.push((await chooseFlow(db, workspaceId, facts, now))?.blueprint.id)
    expect(ids[1]).toBe(ids[0])
    return ids[0]
  }

  expect(await shown()).toBe("primary 1")
  await publish("primary", 2)
  expect(await shown()).toBe("primary 2")
  await addSegment("first", 1)
  expect(await shown()).toBe("primary 2")
  await publish("first", 1)
  expect(await shown()).toBe("first 1")
  await addSegment("second", 0)
  await publish("second", 1)
  expect(await shown()).toBe("second 1")
  await change("segment", "priority = 2", "second")
  expect(await shown()).toBe("first 1")
  await change("segment", "enabled = false", "first")
  expect(await shown()).toBe("second 1")
  await change("segment", "filter = jsonb_set(filter, '{0,value}', '[\"FR\"]')", "second")
  expect(await shown()).toBe("primary 2")
  await change("segment", "enabled = true", "first")
  expect(await shown()).toBe("first 1")
  await change("flow", "archived_at = now()", "first")
  expect(await shown()).toBe("primary 2")
})

test("a version says the same when it is shown again, of its own workspace alone", async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  const flows = starterFlows({ flow: "same", blueprint: "same 1" }, now)
  const [blueprint] = flows.blueprints
  if (!blueprint) throw new Error("There is no starter flow")
  await installFlows(database.db, one, flows, now)
  await installFlows(database.db, two, { ...flows, blueprints: [{ ...blueprint, name: "Theirs" }] }, now)
  for (let time = 0; time < 2; time++) {
    expect(await chooseFlow(database.db, one, {}, now)).toEqual({ blueprint, exposure: null })
    expect(await chooseFlow(database.db, two, {}, now)).toEqual({
      blueprint: { ...blueprint, name: "Theirs" },
      exposure: null,
    })
  }
})
