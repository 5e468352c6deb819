import type { Db } from "../../db/database.ts"
import { abandon } from "../ab-test/move-ab-test.ts"
import type { StoredTest } from "../ab-test/test-at.ts"
import { disturbing, type TestRuns, whyDisturbed } from "../ab-test/why-disturbed.ts"
import { type FlowChange, type FlowWriter, lockFlow } from "../edit/flow-change.ts"
import { changingSegments, countSegments, recordFlowAudit } from "./segment-store.ts"

type Archived =
  | { kind: "archived" }
  | { kind: "flow_not_found" }
  | { kind: "primary_flow_stays" }
  | { kind: "variant_of_test" }
  | TestRuns

/**
 * A segment's flow is shown to nobody from now on, and its segment is turned off. Whoever is in the middle of it finishes it;
 * its versions stay for the sessions that ran them. One that is archived already stays as it is.
 * @param endAbTest gives up the segment's A/B test, which would otherwise be in the way
 */
export const archiveFlow = (
  { db, announce }: FlowWriter,
  change: FlowChange,
  flowId: string,
  endAbTest = false,
): Promise<Archived> =>
  changingSegments<Archived>(db, change.workspaceId, async (trx) => {
    const { workspaceId, now } = change
    const flow = await lockFlow(trx, workspaceId, flowId)
    if (!flow) return { kind: "flow_not_found" }
    if (flow.segment_id === null) return { kind: "primary_flow_stays" }
    if (flow.arm === "variant") return { kind: "variant_of_test" }
    if (flow.archived_at) return { kind: "archived" }
    await lockVariantOf(trx, workspaceId, flow.segment_id)
    const end = endAbTest ? (test: StoredTest) => abandon(trx, change, test) : null
    const disturbed = await whyDisturbed(trx, change, flow.segment_id, disturbing.archiving, end)
    if (disturbed) return disturbed
    const segment = await trx
      .selectFrom("segment")
      .select("enabled")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", flow.segment_id)
      .executeTakeFirst()
    await setArchived(trx, workspaceId, flowId, now)
    await trx
      .updateTable("segment")
      .set({ enabled: false })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", flow.segment_id)
      .execute()
    await recordFlowAudit(
      trx,
      change,
      "flow.archived",
      { kind: "flow", id: flowId, name: flow.name },
      { before: { enabled: segment?.enabled ?? false }, after: { enabled: false } },
    )
    return { kind: "archived" }
  }).then((result) => {
    if (result.kind === "archived") announce(change.workspaceId, flowId)
    return result
  })

type Unarchived =
  | { kind: "unarchived" }
  | { kind: "flow_not_found" }
  | { kind: "flow_replaced" }
  | { kind: "variant_of_test" }

/** Brings an archived flow back: last in order, and its segment stays turned off until somebody turns it on. */
export const unarchiveFlow = (
  { db, announce }: FlowWriter,
  change: FlowChange,
  flowId: string,
): Promise<Unarchived> =>
  changingSegments<Unarchived>(db, change.workspaceId, async (trx) => {
    const { workspaceId } = change
    const flow = await lockFlow(trx, workspaceId, flowId)
    if (!flow) return { kind: "flow_not_found" }
    if (flow.arm === "variant") return { kind: "variant_of_test" }
    if (!flow.archived_at || flow.segment_id === null) return { kind: "unarchived" }
    const others = await trx
      .selectFrom("flow")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("segment_id", "=", flow.segment_id)
      .where("archived_at", "is", null)
      .executeTakeFirst()
    if (others) return { kind: "flow_replaced" }
    const { last } = await countSegments(trx, workspaceId)
    await setArchived(trx, workspaceId, flowId, null)
    await trx
      .updateTable("segment")
      .set({ enabled: false, priority: last })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", flow.segment_id)
      .execute()
    const target = { kind: "flow", id: flowId, name: flow.name } as const
    await recordFlowAudit(trx, change, "flow.unarchived", target, {})
    return { kind: "unarchived" }
  }).then((result) => {
    if (result.kind === "unarchived") announce(change.workspaceId, flowId)
    return result
  })

const setArchived = (trx: Db, workspaceId: string, flowId: string, at: Date | null) =>
  trx
    .updateTable("flow")
    .set({ archived_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .execute()

/** Holds the variant's flow, where there is one: as the control is held, and before their test. */
const lockVariantOf = (trx: Db, workspaceId: string, segmentId: string) =>
  trx
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "=", segmentId)
    .where("arm", "=", "variant")
    .where("archived_at", "is", null)
    .forUpdate()
    .execute()
