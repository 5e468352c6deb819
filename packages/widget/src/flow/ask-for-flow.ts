import type { OpenedFlow, OpenFlowRequest } from "@holdfast/protocol/flow"
import { type Posted, post } from "../wire/post.ts"

/** A customer who wants to cancel waits this long for their flow, then gets the built-in one. */
const patienceMs = 4000

/** Servers before this version send neither words nor colours. */
export type FlowAnswer = Omit<OpenedFlow, "words" | "uiLang" | "look"> &
  Partial<Pick<OpenedFlow, "words" | "uiLang" | "look">>

/** Refused: Holdfast does not know this caller or this workspace, so nothing of this run will be taken. */
export type Asked = { kind: "opened"; answer: FlowAnswer } | Exclude<Posted, { kind: "taken" }>

/** Asks Holdfast which flow this customer is to see. Never rejects. */
export async function askForFlow(api: string, request: OpenFlowRequest): Promise<Asked> {
  const posted = await post(`${api}/v1/flow/open`, request, patienceMs)
  if (posted.kind !== "taken") return posted
  try {
    const answer: FlowAnswer = JSON.parse(posted.answer)
    if (answer.words && Array.isArray(answer.blueprint.content.steps)) return { kind: "opened", answer }
  } catch {
    // Whatever answered, it was not Holdfast.
  }
  return { kind: "failed", sentence: "Holdfast's answer holds no flow" }
}
