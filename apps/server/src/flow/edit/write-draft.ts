import type { BlueprintContent } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { type FlowChange, type LockedFlow, personIdOf, raiseRevision } from "./flow-change.ts"

/**
 * Writes what is being edited, in the transaction that holds the flow. Answers the revision that it has now.
 * @param basedOn the published version that it begins as; where nothing is said, a draft that is there keeps its own, and a
 * new one begins as the newest
 */
export async function writeDraft(
  trx: Db,
  change: FlowChange,
  flow: LockedFlow,
  content: BlueprintContent,
  basedOn?: string,
): Promise<number> {
  const { workspaceId, now } = change
  const written = { content: JSON.stringify(content), updated_at: now, updated_by: personIdOf(change) }
  await trx
    .insertInto("flow_draft")
    .values((eb) => ({
      workspace_id: workspaceId,
      flow_id: flow.id,
      based_on:
        basedOn ??
        eb
          .selectFrom("blueprint")
          .select("blueprint.id")
          .where("blueprint.workspace_id", "=", workspaceId)
          .where("blueprint.flow_id", "=", flow.id)
          .orderBy("blueprint.version", "desc")
          .limit(1),
      ...written,
    }))
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "flow_id"])
        .doUpdateSet({ ...written, ...(basedOn !== undefined && { based_on: basedOn }) }),
    )
    .execute()
  return raiseRevision(trx, change, flow)
}

/** Takes away what is being edited. Answers the revision that follows; null where there was nothing. */
export async function removeDraft(trx: Db, change: FlowChange, flow: LockedFlow): Promise<number | null> {
  const { numDeletedRows } = await trx
    .deleteFrom("flow_draft")
    .where("workspace_id", "=", change.workspaceId)
    .where("flow_id", "=", flow.id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n ? raiseRevision(trx, change, flow) : null
}
