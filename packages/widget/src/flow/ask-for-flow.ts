import type { BlueprintContent, CustomerSnapshot, OpenedFlow, OpenFlowRequest } from "@holdfast/protocol"
import type { RunFlow } from "../run/run-state.ts"
import { post } from "../wire/post.ts"

/** A customer who wants to cancel waits this long for their flow, then gets the built-in one. */
const patienceMs = 4000

export interface FlowAnswer {
  flow: RunFlow
  branding: BlueprintContent["branding"]
  customer: CustomerSnapshot
}

export type Asked =
  | { kind: "opened"; answer: FlowAnswer }
  /** Holdfast does not know this caller or this workspace: nothing of this run will be taken. */
  | { kind: "refused"; sentence: string }
  | { kind: "failed"; sentence: string }

/** The flow out of an answer, or null where it is none that this version can show. */
function readFlow(answer: unknown): FlowAnswer | null {
  const { blueprint, customer } = (answer ?? {}) as Partial<OpenedFlow>
  const steps = blueprint?.content?.steps
  if (!blueprint || !Array.isArray(steps)) return null
  return {
    flow: { id: blueprint.id, segmentId: blueprint.segmentId ?? null, steps },
    branding: blueprint.content.branding ?? { primaryColor: null, brandImage: null },
    customer: customer ?? {},
  }
}

/** Asks Holdfast which flow this customer is to see. Never rejects. */
export async function askForFlow(api: string, request: OpenFlowRequest): Promise<Asked> {
  const posted = await post(`${api}/v1/flow/open`, request, patienceMs)
  if (posted.kind === "failed") return posted
  if (posted.kind === "refused") return { kind: "refused", sentence: posted.sentence }
  const answer = readFlow(posted.answer)
  return answer ? { kind: "opened", answer } : { kind: "failed", sentence: "Holdfast's answer holds no flow" }
}
