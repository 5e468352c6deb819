import { findBlueprint } from "../blueprints.ts"
import { whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter } from "./flow-change.ts"
import { writeDraft } from "./write-draft.ts"

type Restored =
  | { kind: "restored" }
  | { kind: "blueprint_not_found" }
  | NonNullable<Awaited<ReturnType<typeof whyNotChanged>>>

/**
 * The draft becomes what a published version of the flow says. Customers see nothing of it until it is published.
 * @param revision the one that the person has seen: what it says is replaced
 */
export const restoreVersion = (
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  { blueprintId, revision }: { blueprintId: string; revision: number },
): Promise<Restored> =>
  changingFlow<Restored>(writer, change, flowId, "restored", async (trx, flow) => {
    const version = await findBlueprint(trx, change.workspaceId, blueprintId)
    if (version?.flowId !== flowId) return { kind: "blueprint_not_found" }
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    await writeDraft(trx, change, flow, version.content, blueprintId)
    return { kind: "restored" }
  })
