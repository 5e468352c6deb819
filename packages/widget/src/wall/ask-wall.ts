import type { Wall } from "@holdfast/protocol"
import type { FlowCaller, WallAnswer, WallRequest } from "@holdfast/protocol/flow"
import { callerOf, type FlowOptions } from "../options.ts"
import { type Posted, post } from "../wire/post.ts"

/** The server itself waits for the billing for two seconds at most for each of two questions. */
const patienceMs = 6000

/** Who asks, with the proof alone: what the page knows of its customer is not needed here. */
export function proofOf(options: FlowOptions, app: string): FlowCaller {
  const { customer: _, subscriptions: __, customerAttributes: ___, ...proof } = callerOf(options, app)
  return proof
}

function readAnswer(text: string): WallAnswer | null {
  try {
    const answer: WallAnswer = JSON.parse(text)
    const isWhole = answer.standing === "fine" || answer.standing === "unknown" || answer.shown?.words
    return isWhole ? answer : null
  } catch {
    // Whatever answered, it was not Holdfast.
    return null
  }
}

const whyUnknown: Readonly<Record<NonNullable<WallAnswer["why"]>, string>> = {
  "not-connected": "no billing is connected in this mode",
  slow: "the billing did not answer in time",
  failed: "the billing could not be asked",
  busy: "the billing is asked too much at this moment",
  "unknown-customer": "the billing does not know this customer",
  "other-subscription": "the subscription is none of this customer's at the billing",
}

/** @returns how the customer stands; a sentence for the page where nobody can say, or this caller is refused. Never rejects */
export async function askWall(
  api: string,
  proof: FlowCaller,
  wall: Wall,
  languages: Pick<WallRequest, "lang" | "detectedLang">,
): Promise<WallAnswer | string> {
  const posted: Posted = await post(`${api}/v1/flow/wall`, { ...proof, wall, ...languages }, patienceMs)
  if (posted.kind !== "taken") return posted.sentence
  const answer = readAnswer(posted.answer)
  if (!answer) return "Holdfast's answer says nothing of a wall"
  if (answer.standing !== "unknown") return answer
  return `nobody can say how this customer stands: ${whyUnknown[answer.why ?? "failed"]}`
}
