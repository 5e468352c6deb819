import type { Publication } from "@holdfast/protocol/dashboard"
import {
  type BlueprintContent,
  type BlueprintFault,
  countDifferences,
  publishFaults,
} from "@holdfast/protocol/flow"
import { recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { shapeFaultOf } from "../check-content.ts"
import { writeBlueprints } from "../write-blueprints.ts"
import { findLive } from "./find-draft.ts"
import { type FlowChange, type LockedFlow, personIdOf } from "./flow-change.ts"

/** What keeps a content from being published. */
export interface Faulty {
  kind: "has_faults"
  faults: BlueprintFault[]
}

/**
 * A content becomes the next version of a flow, in a transaction that holds the flow. What becomes of its draft is the
 * caller's.
 * @param note why, for the history and the audit log
 */
export async function publishContent(
  trx: Db,
  change: FlowChange,
  flow: LockedFlow,
  { content, note }: { content: BlueprintContent; note: string | null },
): Promise<({ kind: "published" } & Publication) | Faulty> {
  const { workspaceId, actor, now } = change
  const faulty = faultsOf(content)
  if (faulty) return faulty
  const live = await findLive(trx, workspaceId, flow.id)
  const made = { id: newId(now), flowId: flow.id, name: flow.name, version: (live?.version ?? 0) + 1 }
  const publishedAt = now.toISOString()
  await writeBlueprints(trx, workspaceId, [
    { ...made, publishedAt, content, publishedBy: personIdOf(change), note },
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
    },
    at: now,
  })
  return { kind: "published", ...after, publishedAt }
}

/** null where a content may be published. */
export function faultsOf(content: BlueprintContent): Faulty | null {
  // one that was saved before the shape changed
  const misshapen = shapeFaultOf(content)
  const faults = misshapen === null ? publishFaults(content) : [{ path: "", guid: null, fault: misshapen }]
  return faults.length > 0 ? { kind: "has_faults", faults } : null
}
