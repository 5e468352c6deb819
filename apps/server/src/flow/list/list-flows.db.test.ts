import { modes } from "@holdfast/protocol"
import type { VersionResults } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openDatabase } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import type { StoredSession } from "../../testing/naive-filter.ts"
import { recordStatements } from "../../testing/statements/record-statements.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { seedVaried } from "../../testing/varied-sessions.ts"
import { installFlows } from "../install-flows.ts"
import { starterFlow, starterFlows } from "../starter-flow.ts"
import { listFlows } from "./list-flows.ts"
import { listHistory } from "./list-history.ts"

let database: TestDatabase
let sessions: StoredSession[]
const now = new Date("2026-11-01T12:00:00.000Z")
const workspaceId = newId(now)
beforeAll(async () => {
  database = await testDatabase()
  sessions = await seedVaried(database, workspaceId)
}, 120_000)
afterAll(() => database.close())

const days = (count: number) => new Date(now.getTime() - count * 24 * 3600 * 1000)

/** Looks at every session. */
function naive(blueprintIds: readonly string[], mode: string, from: Date | null): VersionResults {
  const valid = sessions.filter(
    (each) =>
      each.mode === mode &&
      each.outcome !== "open" &&
      each.bounced_by === null &&
      blueprintIds.includes(each.blueprint_id ?? "") &&
      (!from || each.created_at >= from),
  )
  const kept = valid.filter(({ outcome }) => outcome !== "canceled").length
  return { sessions: valid.length, saveRate: valid.length === 0 ? null : kept / valid.length }
}

test("the results of a flow are those of its sessions of the last 30 days, and of a version those of all time", async () => {
  let counted = 0
  for (const mode of modes) {
    for (const flow of await listFlows(database.db, { workspaceId, mode, now })) {
      const history = await listHistory(database.db, workspaceId, flow.id, mode)
      const ids = history?.map(({ blueprintId }) => blueprintId) ?? []
      expect(flow.live?.results).toEqual(naive(ids, mode, days(30)))
      for (const version of history ?? []) {
        expect(version.results).toEqual(naive([version.blueprintId], mode, null))
        counted += version.results.sessions
      }
      // one flow alone says the same
      expect(await listFlows(database.db, { workspaceId, mode, now }, flow.id)).toEqual([flow])
    }
  }
  expect(counted).toBeGreaterThan(1000)
})

test("a history has every version, newest first; a flow of others has none", async () => {
  const primary = (await listFlows(database.db, { workspaceId, mode: "live", now }))[0]
  const versions = (await listHistory(database.db, workspaceId, primary?.id ?? "", "live")) ?? []
  expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1])
  expect(versions[0]).toMatchObject({
    blueprintId: primary?.live?.blueprintId,
    publishedBy: { name: null },
    note: null,
  })
  expect(await listHistory(database.db, newId(now), primary?.id ?? "", "live")).toBe(null)
})

/** A workspace with as many segments, each with a flow, a version and a draft. */
async function makeSegments(count: number): Promise<string> {
  const own = newId(now)
  const place = (n: number) => String(n).padStart(2, "0")
  const { flows, blueprints } = starterFlows({ flow: "primary", blueprint: "b-primary" }, now)
  const all = Array.from({ length: count }, (_, n) => n)
  await installFlows(
    database.db,
    own,
    {
      segments: all.map((n) => ({
        ...{ id: `s${place(n)}`, name: `Segment ${n}`, enabled: n % 2 === 0, priority: count - n },
        filter: [{ attribute: "PLAN_ID", operand: "INCLUDES", value: [`p${n}`] }],
      })),
      flows: [
        ...flows,
        ...all.map((n) => ({
          id: `f${place(n)}`,
          segmentId: `s${place(n)}`,
          arm: null,
          name: `Segment ${n}`,
        })),
      ],
      blueprints: [
        ...blueprints,
        ...all.map((n) => ({
          ...{ id: `b${place(n)}`, flowId: `f${place(n)}`, name: `Segment ${n}`, segmentId: `s${place(n)}` },
          ...{ version: 1, publishedAt: now.toISOString(), content: starterFlow() },
        })),
      ],
    },
    now,
  )
  for (const n of all) {
    await database.db
      .insertInto("flow_draft")
      .values({
        ...{ workspace_id: own, flow_id: `f${place(n)}`, based_on: null, updated_at: now, updated_by: null },
        content: JSON.stringify({ ...starterFlow(), pauseCooldown: n }),
      })
      .execute()
  }
  return own
}

test("the Primary Flow comes first, segments by priority, and what is archived last, newest first", async () => {
  const own = await makeSegments(5)
  for (const [id, at] of [
    ["f02", days(2)],
    ["f04", days(1)],
  ] as const) {
    await database.db
      .updateTable("flow")
      .set({ archived_at: at })
      .where("workspace_id", "=", own)
      .where("id", "=", id)
      .execute()
  }
  const flows = await listFlows(database.db, { workspaceId: own, mode: "live", now })
  expect(flows.map(({ id }) => id)).toEqual(["primary", "f03", "f01", "f00", "f04", "f02"])
  expect(flows[1]).toEqual({
    id: "f03",
    name: "Segment 3",
    segment: {
      id: "s03",
      name: "Segment 3",
      enabled: false,
      priority: 2,
      rules: [{ attribute: "PLAN_ID", operand: "INCLUDES", value: ["p3"] }],
    },
    arm: null,
    abTest: null,
    archivedAt: null,
    live: {
      blueprintId: "b03",
      version: 1,
      publishedAt: now.toISOString(),
      results: { sessions: 0, saveRate: null },
    },
    draft: { updatedAt: now.toISOString(), updatedBy: { name: null }, differences: 1, faults: 0 },
  })
  expect([flows[0]?.segment, flows[0]?.draft, flows[4]?.archivedAt]).toEqual([
    null,
    null,
    days(1).toISOString(),
  ])
})

test("50 flows are asked for by as many statements as one", async () => {
  const count = async (segments: number) => {
    const own = await makeSegments(segments)
    const watched = openDatabase(database.address, () => {})
    const statements = recordStatements(watched)
    const flows = await listFlows(watched.db, { workspaceId: own, mode: "live", now })
    expect(flows).toHaveLength(segments + 1)
    await watched.close()
    return statements.take().length
  }
  expect(await count(50)).toBe(await count(1))
})
