import { randomUUID } from "node:crypto"
import { copyContent, ruleFaults, type SegmentRule } from "@holdfast/protocol/flow"
import { newId } from "../../db/new-id.ts"
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

export interface NewSegment {
  /** On one line. */
  name: string
  rules: readonly SegmentRule[]
  /** The flow that is copied: its draft, or else what is live. */
  copyOf: string
}

type Created =
  | { kind: "created"; flowId: string; segmentId: string }
  | { kind: "name_taken" }
  | { kind: "too_many_segments" }
  | { kind: "flow_not_found" }
  | { kind: "invalid"; sentence: string }

/**
 * A new segment, turned off and last in order, and its flow, whose draft is a copy of another: every part has a guid of its
 * own and remembers where it comes from.
 */
export async function createSegment(
  { db }: Pick<FlowWriter, "db">,
  change: FlowChange,
  { name, rules, copyOf }: NewSegment,
): Promise<Created> {
  const { workspaceId, now } = change
  const faults = ruleFaults(rules)
  if (faults.length > 0) return { kind: "invalid", sentence: inWords(faults) }
  return changingSegments<Created>(db, workspaceId, async (trx) => {
    const copied = await trx
      .selectFrom("flow")
      .select(["id", "draft_revision"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", copyOf)
      .executeTakeFirst()
    const source = copied && (await findDraft(trx, workspaceId, copied))
    if (!source) return { kind: "flow_not_found" }
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
        content: JSON.stringify(copyContent(source.content, randomUUID)),
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
      { rules: rulesForAudit(rules), flowId, copyOf },
    )
    return { kind: "created", flowId, segmentId }
  })
}
