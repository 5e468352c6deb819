import { randomUUID } from "node:crypto"
import type { FlowArm } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { BlueprintRefused } from "./check-content.ts"
import { installFlows } from "./install-flows.ts"
import { readFlows } from "./read-flows.ts"
import { starterFlows } from "./starter-flow.ts"
import { writeBlueprints } from "./write-blueprints.ts"

let database: TestDatabase
const now = new Date("2026-11-01T12:00:00.000Z")
const ids = { flow: "flow-1", blueprint: "blueprint-1" }
const flows = starterFlows(ids, now)
const [version] = flows.blueprints.map((each) => ({ ...each, publishedBy: null, note: null }))
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const install = async () => {
  const workspaceId = randomUUID()
  await installFlows(database.db, workspaceId, flows, now)
  return workspaceId
}

test("what is installed twice is there once, as it was first", async () => {
  const workspaceId = await install()
  const changed = { ...flows, blueprints: flows.blueprints.map((each) => ({ ...each, name: "Renamed" })) }
  await installFlows(database.db, workspaceId, changed, now)
  expect(await readFlows(database.db, workspaceId)).toEqual(flows)
})

test("a content that may not be published is refused at its place, and nothing is written", async () => {
  const workspaceId = randomUUID()
  const good = flows.blueprints[0]
  const bad = { ...good, id: "blueprint-2", version: 2, content: { ...good?.content, steps: [] } }
  const both = { ...flows, blueprints: [good, bad] } as typeof flows
  const refusal = installFlows(database.db, workspaceId, both, now)
  await expect(refusal).rejects.toThrow(
    new BlueprintRefused(["steps has no confirmation; every flow ends with one."]),
  )
  expect((await readFlows(database.db, workspaceId)).blueprints).toEqual([])
})

test("a flow has each version number once", async () => {
  const workspaceId = await install()
  if (!version) throw new Error("The starter flow has a version")
  const again = writeBlueprints(database.db, workspaceId, [{ ...version, id: "blueprint-2" }])
  await expect(again).rejects.toThrow("blueprint_version")
  await writeBlueprints(database.db, workspaceId, [{ ...version, id: "blueprint-2", version: 2 }])
  await writeBlueprints(database.db, workspaceId, [{ ...version, id: "blueprint-3", flowId: "flow-2" }])
})

/** A flow as it is inserted; the Primary Flow unless told otherwise. */
const insert = (
  workspaceId: string,
  segmentId: string | null,
  arm: FlowArm | null,
  archivedAt: Date | null,
) =>
  database.db
    .insertInto("flow")
    .values({
      workspace_id: workspaceId,
      id: randomUUID(),
      segment_id: segmentId,
      arm,
      name: "Flow",
      created_at: now,
      archived_at: archivedAt,
    })
    .execute()

test("a workspace has one Primary Flow, which is neither tested nor archived", async () => {
  const workspaceId = await install()
  await expect(insert(workspaceId, null, null, null)).rejects.toThrow("flow_live")
  await expect(insert(randomUUID(), null, "control", null)).rejects.toThrow("flow_arm_segment")
  await expect(insert(randomUUID(), null, null, now)).rejects.toThrow("flow_primary_stays")
})

test("a segment has one live flow for each side of a test, and any number that were archived", async () => {
  const workspaceId = await install()
  await insert(workspaceId, "vip", null, null)
  await expect(insert(workspaceId, "vip", null, null)).rejects.toThrow("flow_live")
  await expect(insert(workspaceId, "vip", "control", null)).rejects.toThrow("flow_live")
  await insert(workspaceId, "vip", "variant", null)
  await expect(insert(workspaceId, "vip", "variant", null)).rejects.toThrow("flow_live")
  await insert(workspaceId, "vip", null, now)
  await insert(workspaceId, "vip", "variant", now)
  await insert(workspaceId, "", null, null)
})
