import { findLive, whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter } from "./flow-change.ts"
import { removeDraft } from "./write-draft.ts"

type Discarded =
  | { kind: "discarded" }
  | { kind: "nothing_published" }
  | NonNullable<Awaited<ReturnType<typeof whyNotChanged>>>

/**
 * Back to what is live: the draft is gone. Of a flow that was never published nothing would be left, so it stays.
 * @param revision the one that the person has seen
 */
export const discardDraft = (
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  revision: number,
): Promise<Discarded> =>
  changingFlow<Discarded>(writer, change, flowId, "discarded", async (trx, flow) => {
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    if (!(await findLive(trx, change.workspaceId, flowId))) return { kind: "nothing_published" }
    await removeDraft(trx, change, flow)
    return { kind: "discarded" }
  })
