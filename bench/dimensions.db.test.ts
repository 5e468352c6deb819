import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../apps/server/src/db/new-id.ts"
import { makeWorld, worldNow } from "../apps/server/src/session/testing/random-world.ts"
import { naiveDimensions } from "../apps/server/src/testing/naive-filter.ts"
import { type TestDatabase, testDatabase } from "../apps/server/src/testing/test-database.ts"
import { dimensions } from "./dimensions.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("a dimension that is written by hand says of each session what the filters mean by it", async () => {
  const workspaceId = newId(worldNow)
  const { sessions } = await makeWorld(database, [workspaceId, workspaceId], 5)
  const written = Object.entries(dimensions).flatMap(([name, { sql: byHand }]) => {
    const naive = Object.entries(naiveDimensions).find(([dimension]) => dimension === name)?.[1]
    return naive ? [{ name, byHand, naive }] : []
  })
  for (const { name, byHand, naive } of written) {
    const { rows } = await sql<{ id: string; value: string | null }>`
      select s.id, (${sql.raw(byHand)})::text as value from session s
      where s.workspace_id = ${workspaceId}`.execute(database.db)
    const known = new Map(rows.map(({ id, value }) => [id, value]))
    const said = sessions.map((session) => ({ name, id: session.id, value: naive(session) }))
    expect(said.map((each) => ({ ...each, value: known.get(each.id) }))).toEqual(said)
    expect(new Set(known.values()).size, `values of ${name}`).toBeGreaterThan(1)
  }
  expect(new Set(sessions.map(naiveDimensions.recordingState))).toContain("call")
  expect(new Set(sessions.map(naiveDimensions.recordingState))).toContain("elsewhere")
})
