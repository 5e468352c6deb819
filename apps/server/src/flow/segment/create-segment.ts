import { randomUUID } from "node:crypto"
import { type BlueprintContent, copyContent, ruleFaults, type SegmentRule } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { shapeFaultOf } from "../check-content.ts"
import { findDraft } from "../edit/find-draft.ts"
import { type FlowChange, type FlowWriter, personIdOf } from "../edit/flow-change.ts"
import { inWords } from "./rule-sentence.ts"
import {
  changingSegments,
  countSegments,
  isNameTaken,
  mostSegments,
  recordFlowAudit,
  rulesForAudit,
  storedRules,
} from "./segment-store.ts"

export type NewSegment = {
  /** On one line. */
  name: string
  rules: readonly SegmentRule[]
} & Beginning

/** What its flow begins as: a copy of another flow's draft, or else of what is live there; or a content of its own. */
type Beginning = { copyOf: string } | { content: unknown }

type Created =
  | { kind: "created"; flowId: string; segmentId: string }
  | { kind: "name_taken" }
  | { kind: "too_many_segments" }
  | { kind: "flow_not_found" }
  | { kind: "invalid"; sentence: string }

/**
 * A new segment, turned off and last in order, and its flow. In a copy every part has a guid of its own and remembers where
 * it comes from; a content that was given stays as it is.
 */
export async function createSegment(
  { db }: Pick<FlowWriter, "db">,
  change: FlowChange,
  { name, rules, ...begins }: NewSegment,
): Promise<Created> {
  const { workspaceId, now } = change
  const faults = ruleFaults(rules)
  if (faults.length > 0) return { kind: "invalid", sentence: inWords(faults) }
  const misshapen = "content" in begins ? shapeFaultOf(begins.content) : null
  if (misshapen !== null) return { kind: "invalid", sentence: misshapen }
  return changingSegments<Created>(db, workspaceId, async (trx) => {
    const content = "content" in begins ? begins.content : await copyFlow(trx, workspaceId, begins.copyOf)
    if (!content) return { kind: "flow_not_found" }
    if (await isNameTaken(trx, workspaceId, name, null)) return { kind: "name_taken" }
    const { count, last } = await countSegments(trx, workspaceId)
    if (count >= mostSegments) return { kind: "too_many_segments" }
    const [segmentId, flowId] = [newId(now), newId(now)]
    await trx
      .insertInto("segment")
      .values({
        workspace_id: workspaceId,
        id: segmentId,
        name,
        enabled: false,
        priority: last,
        filter: storedRules(rules),
        created_at: now,
      })
      .execute()
    await trx
      .insertInto("flow")
      .values({
        workspace_id: workspaceId,
        id: flowId,
        segment_id: segmentId,
        arm: null,
        name,
        created_at: now,
        archived_at: null,
        draft_revision: 1,
        draft_changed_by: personIdOf(change),
      })
      .execute()
    await trx
      .insertInto("flow_draft")
      .values({
        workspace_id: workspaceId,
        flow_id: flowId,
        content: JSON.stringify(content),
        based_on: null,
        updated_at: now,
        updated_by: personIdOf(change),
      })
      .execute()
    await recordFlowAudit(
      trx,
      change,
      "segment.created",
      { kind: "segment", id: segmentId, name },
      { rules: rulesForAudit(rules), flowId, ...("copyOf" in begins && { copyOf: begins.copyOf }) },
    )
    return { kind: "created", flowId, segmentId }
  })
}

/** What a flow says, made of new parts; null without such a flow. */
async function copyFlow(trx: Db, workspaceId: string, flowId: string): Promise<BlueprintContent | null> {
  const copied = await trx
    .selectFrom("flow")
    .select(["id", "draft_revision"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  const source = copied && (await findDraft(trx, workspaceId, copied))
  return source ? copyContent(source.content, randomUUID) : null
}
