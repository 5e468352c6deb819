import type { MoveFields, MoveKind } from "@holdfast/protocol/recording"
import { noAnswers } from "../run/answers.ts"
import type { RunState } from "../run/run-state.ts"

/** What of a run the log follows. */
type Followed = Pick<
  RunState,
  "phase" | "steps" | "answers" | "visits" | "offers" | "decision" | "usedClickToCancel" | "handlers"
>

/** A run before its first screen. */
export const notBegun: Followed = {
  phase: { kind: "loading" },
  steps: [],
  answers: noAnswers,
  visits: [],
  offers: [],
  decision: null,
  usedClickToCancel: false,
  handlers: [],
}

/** A move before it has its time. */
export type Untimed = { [Kind in MoveKind]: [kind: Kind, ...MoveFields[Kind]] }[MoveKind]

/** A text of the merchant's own as the log takes it: not without end, and nothing that UTF-8 has no bytes for. */
export const shownText = (text = ""): string =>
  new TextDecoder().decode(new TextEncoder().encode(text.slice(0, 2000)))

const decisionOf = ({ decision, usedClickToCancel }: Followed) =>
  decision?.kind === "canceled" && usedClickToCancel ? "canceledNow" : (decision?.kind ?? "none")

/** An offer that is declined again has another time. */
const lastDeclined = ({ offers }: Followed) => Math.max(0, ...offers.map(({ declinedAt }) => declinedAt ?? 0))

function phaseOf({ phase }: Followed): Untimed {
  if (phase.kind === "step" && phase.missing) {
    const { word, field, count = null } = phase.missing
    return ["missing", word as MoveFields["missing"][0], field, count]
  }
  const kind = phase.kind === "loading" ? "step" : phase.kind
  const message = "message" in phase && phase.message ? shownText(phase.message) : null
  return ["phase", kind, message, "delivery" in phase ? phase.delivery : null]
}

/**
 * How a run came from one state to another, in an order in which it can be done again: what was said first, for it may raise
 * the screen. What was typed is its length.
 */
export function movesBetween(before: Followed, after: Followed): Untimed[] {
  const moves: Untimed[] = []
  const [was, is] = [before.answers, after.answers]
  // of a run that has begun, only the built-in flow has other steps
  if (before.visits.length > 0 && before.steps !== after.steps) moves.push(["fellBack"])
  if (was.choiceGuid !== is.choiceGuid) moves.push(["choice", is.choiceGuid])
  if (was.followupGuid !== is.followupGuid) moves.push(["followup", is.followupGuid])
  if (was.followupText.length !== is.followupText.length)
    moves.push(["typed", "followup", is.followupText.length])
  if (was.feedback.length !== is.feedback.length) moves.push(["typed", "feedback", is.feedback.length])
  if (was.acknowledged !== is.acknowledged) moves.push(["acknowledged", is.acknowledged ? 1 : 0])
  if (was.pauseLength !== is.pauseLength) moves.push(["pause", is.pauseLength])
  if (was.planId !== is.planId) moves.push(["plan", is.planId])
  if (lastDeclined(after) > lastDeclined(before)) moves.push(["declined"])
  for (const name of after.handlers) {
    if (!before.handlers.includes(name)) moves.push(["handler", name as MoveFields["handler"][0]])
  }
  if (after.decision !== before.decision) moves.push(["decision", decisionOf(after)])
  const left = before.visits.at(-1)
  const entered = after.visits.at(-1)
  const isMove = left?.start !== entered?.start || left?.screen !== entered?.screen
  if (isMove && entered) moves.push(["screen", entered.screen.guid])
  const phase = phaseOf(after)
  // a screen begins with its step
  if (String(phase) !== String(isMove ? phaseOf(notBegun) : phaseOf(before))) moves.push(phase)
  return moves
}
