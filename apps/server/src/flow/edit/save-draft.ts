import type { SavedDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { shapeFaultOf } from "../check-content.ts"
import { whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter } from "./flow-change.ts"
import { writeDraft } from "./write-draft.ts"

type Saved = ({ kind: "saved" } & SavedDraft) | NonNullable<Awaited<ReturnType<typeof whyNotChanged>>>

/**
 * Keeps what was typed as the draft of a flow, faults and all, as long as it has the shape of a content.
 * @param revision the one that was changed: somebody else's later save is never written over
 */
export async function saveDraft(
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  { content, revision }: { content: unknown; revision: number },
): Promise<Saved | { kind: "invalid"; sentence: string }> {
  const sentence = shapeFaultOf(content)
  if (sentence !== null) return { kind: "invalid", sentence }
  return changingFlow<Saved>(writer, change, flowId, "saved", async (trx, flow) => {
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    const saved = await writeDraft(trx, change, flow, content as BlueprintContent)
    return { kind: "saved", revision: saved, updatedAt: change.now.toISOString() }
  })
}
