import type { EditedFlow } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../blueprints.ts"
import { type FlowQuestion, listFlows } from "../list/list-flows.ts"
import { findDraft } from "./find-draft.ts"

/** Everything that an editor needs of a flow; null without such a flow, or where it has neither a draft nor a version. */
export async function readEditedFlow(
  db: Db,
  question: FlowQuestion,
  flowId: string,
): Promise<EditedFlow | null> {
  const { workspaceId } = question
  // before the draft: a save that comes between makes this revision an old one, and never a new one of an old content
  const row = await db
    .selectFrom("flow")
    .select(["id", "draft_revision"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  const draft = row && (await findDraft(db, workspaceId, row))
  const [flow] = draft ? await listFlows(db, question, flowId) : []
  if (!draft || !flow) return null
  return { flow, draft, live: flow.live && (await findBlueprint(db, workspaceId, flow.live.blueprintId)) }
}
