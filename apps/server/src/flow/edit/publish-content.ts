import type { Publication } from "@holdfast/protocol/dashboard"
import {
  type AutomaticTranslation,
  type BlueprintContent,
  type BlueprintFault,
  countDifferences,
  publishFaults,
} from "@holdfast/protocol/flow"
import { recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { queueWebhook } from "../../webhook/queue-webhook.ts"
import { shapeFaultOf } from "../check-content.ts"
import { writeBlueprints } from "../write-blueprints.ts"
import { findLive } from "./find-draft.ts"
import { type FlowChange, type LockedFlow, personIdOf } from "./flow-change.ts"

/** What keeps a content from being published. */
export interface Faulty {
  kind: "has_faults"
  faults: BlueprintFault[]
}

export interface ContentToPublish {
  content: BlueprintContent
  /** Why, for the history and the audit log. */
  note: string | null
  /** What became of the languages that were translated for it. */
  translated?: AutomaticTranslation[]
}

/**
 * A content becomes the next version of a flow, in a transaction that holds the flow. What becomes of its draft is the
 * caller's.
 */
export async function publishContent(
  trx: Db,
  change: FlowChange,
  flow: LockedFlow,
  { content, note, translated = [] }: ContentToPublish,
): Promise<({ kind: "published"; translated: AutomaticTranslation[] } & Publication) | Faulty> {
  const { workspaceId, actor, now } = change
  const faulty = faultsOf(content)
  if (faulty) return faulty
  const live = await findLive(trx, workspaceId, flow.id)
  const made = { id: newId(now), flowId: flow.id, name: flow.name, version: (live?.version ?? 0) + 1 }
  const publishedAt = now.toISOString()
  await writeBlueprints(trx, workspaceId, [
    { ...made, publishedAt, content, publishedBy: personIdOf(change), note, translated },
  ])
  const after = { blueprintId: made.id, version: made.version }
  await recordAudit(trx, {
    workspaceId,
    actor,
    action: "flow.published",
    target: { kind: "flow", id: flow.id, name: flow.name },
    detail: {
      before: live && { blueprintId: live.id, version: live.version },
      after,
      ...(live && { differences: countDifferences(live.content, content) }),
      ...(note !== null && { note }),
      ...(translated.length > 0 && { translated }),
    },
    at: now,
  })
  const { segment_id: segmentId, arm } = flow
  const data = { flow: { id: flow.id, name: flow.name, segmentId, arm }, ...after, publishedAt, note }
  await queueWebhook(trx, { workspaceId, event: "flow.published", mode: null, sessionId: null, data }, now)
  return { kind: "published", ...after, publishedAt, translated }
}

/** null where a content may be published. */
export function faultsOf(content: BlueprintContent): Faulty | null {
  // one that was saved before the shape changed
  const misshapen = shapeFaultOf(content)
  const faults = misshapen === null ? publishFaults(content) : [{ path: "", guid: null, fault: misshapen }]
  return faults.length > 0 ? { kind: "has_faults", faults } : null
}
