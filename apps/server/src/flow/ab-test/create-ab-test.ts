import type { NewAbTest } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { findLive } from "../edit/find-draft.ts"
import { type FlowChange, type FlowWriter, personIdOf } from "../edit/flow-change.ts"
import { changingSegments } from "../segment/segment-store.ts"
import { lockTestOf, recordTestAudit } from "./ab-test-change.ts"
import { type PlanRefusal, planColumns, planOf } from "./plan-of.ts"

type Created =
  | { kind: "created"; testId: string }
  | { kind: "segment_not_found" }
  | { kind: "flow_archived" }
  | { kind: "nothing_published" }
  | { kind: "ab_test_exists" }
  | PlanRefusal

/**
 * Sets a test up: a draft, and the variant's flow, whose draft is what is live in the segment's flow. Its parts keep their
 * guids, as they are the same reasons and offers, of which the arms are to be compared (decision 46).
 */
export async function createAbTest(
  { db, announce }: FlowWriter,
  change: FlowChange,
  { segmentId, name, ...asked }: NewAbTest,
): Promise<Created> {
  const planned = planOf(asked)
  if (planned.kind !== "plan") return planned
  const { workspaceId, now } = change
  let controlId = ""
  const created = await changingSegments<Created>(db, workspaceId, async (trx) => {
    const control = await lockControl(trx, workspaceId, segmentId)
    if (!control) return { kind: "segment_not_found" }
    if (control.archived_at) return { kind: "flow_archived" }
    const live = await findLive(trx, workspaceId, control.id)
    if (!live) return { kind: "nothing_published" }
    if (await lockTestOf(trx, change, segmentId)) return { kind: "ab_test_exists" }
    controlId = control.id
    const [testId, variantId] = [newId(now), newId(now)]
    await trx
      .updateTable("flow")
      .set({ arm: "control" })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", control.id)
      .execute()
    const mine = { workspace_id: workspaceId, created_at: now }
    await trx
      .insertInto("flow")
      .values({
        ...mine,
        ...{ id: variantId, segment_id: segmentId, arm: "variant", name: control.name, archived_at: null },
        ...{ draft_revision: 1, draft_changed_by: personIdOf(change) },
      })
      .execute()
    await trx
      .insertInto("flow_draft")
      .values({
        ...{ workspace_id: workspaceId, flow_id: variantId, content: JSON.stringify(live.content) },
        ...{ based_on: live.id, updated_at: now, updated_by: personIdOf(change) },
      })
      .execute()
    await trx
      .insertInto("ab_test")
      .values({
        ...mine,
        ...{
          id: testId,
          name,
          segment_id: segmentId,
          control_flow_id: control.id,
          variant_flow_id: variantId,
        },
        ...{ state: "draft", revision: 1, ...planColumns(planned) },
        steps: JSON.stringify([{ step: "created", at: now.toISOString(), by: personIdOf(change) }]),
      })
      .execute()
    await recordTestAudit(
      trx,
      change,
      "ab-test.created",
      { id: testId, name },
      {
        ...{ segmentId, control: control.id, variant: variantId, plan: planned.plan },
      },
    )
    return { kind: "created", testId }
  })
  if (created.kind === "created") announce(workspaceId, controlId)
  return created
}

/** The flow that the segment's customers see, or the last one that they saw. */
const lockControl = (trx: Db, workspaceId: string, segmentId: string) =>
  trx
    .selectFrom("flow")
    .select(["id", "name", "archived_at"])
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "=", segmentId)
    .where((eb) => eb.or([eb("arm", "is", null), eb("arm", "=", "control")]))
    .orderBy("archived_at", (order) => order.desc().nullsFirst())
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
