import type { FlowDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { nameAuthors } from "../authors.ts"
import type { FlowChange, LockedFlow } from "./flow-change.ts"

export interface LiveVersion {
  id: string
  version: number
  content: BlueprintContent
}

/** The newest version of a flow; null while none was published. */
export async function findLive(db: Db, workspaceId: string, flowId: string): Promise<LiveVersion | null> {
  const row = await db
    .selectFrom("blueprint")
    .select(["id", "version", "content"])
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "=", flowId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/**
 * What is being edited, or else what is live; null for a flow that has neither.
 * @param flow with the revision that its draft has
 */
export async function findDraft(
  db: Db,
  workspaceId: string,
  flow: Pick<LockedFlow, "id" | "draft_revision">,
): Promise<FlowDraft | null> {
  const row = await db
    .selectFrom("flow_draft")
    .select(["content", "updated_at", "updated_by"])
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "=", flow.id)
    .executeTakeFirst()
  const revision = flow.draft_revision
  if (row) {
    const authorOf = await nameAuthors(db, workspaceId)
    return {
      content: row.content,
      revision,
      updatedAt: row.updated_at.toISOString(),
      updatedBy: authorOf(row.updated_by),
    }
  }
  const live = await findLive(db, workspaceId, flow.id)
  return live && { content: live.content, revision, updatedAt: null, updatedBy: null }
}

/** Somebody changed the draft since the revision that a change is based on. */
export interface DraftChanged {
  kind: "draft_changed"
  draft: FlowDraft
}

/** Why a draft cannot be changed from a revision on; null where it can. */
export async function whyNotChanged(
  trx: Db,
  { workspaceId }: FlowChange,
  flow: LockedFlow,
  revision: number,
): Promise<DraftChanged | { kind: "flow_archived" } | { kind: "flow_not_found" } | null> {
  if (flow.archived_at) return { kind: "flow_archived" }
  if (flow.draft_revision === revision) return null
  const draft = await findDraft(trx, workspaceId, flow)
  return draft ? { kind: "draft_changed", draft } : { kind: "flow_not_found" }
}
