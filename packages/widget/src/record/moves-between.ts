import type { MoveFields, MoveKind } from "@holdfast/protocol/recording"
import type { RunState } from "../run/run-state.ts"

/** What of a run the log follows. */
type Followed = Pick<
  RunState,
  "phase" | "steps" | "answers" | "visits" | "offers" | "decision" | "usedClickToCancel" | "handlers"
>

/** A move before it has its time. */
export type Untimed = { [Kind in MoveKind]: [kind: Kind, ...MoveFields[Kind]] }[MoveKind]

/** A text of the merchant's own as the log takes it: not without end, and nothing that UTF-8 has no bytes for. */
export const shownText = (text = ""): string => text.slice(0, 2000).replace(/\p{Cs}/gu, "\ufffd")

/** What was said, as the moves that say it; of typed texts their length. */
const saidIn = ({ answers }: Followed): Untimed[] => [
  ["choice", answers.choiceGuid],
  ["followup", answers.followupGuid],
  ["typed", "followup", answers.followupText.length],
  ["typed", "feedback", answers.feedback.length],
  ["acknowledged", answers.acknowledged ? 1 : 0],
  ["pause", answers.pauseLength],
  ["plan", answers.planId],
]

const decisionOf = ({ decision, usedClickToCancel }: Followed) =>
  decision?.kind === "canceled" && usedClickToCancel ? "canceledNow" : (decision?.kind ?? "none")

const step: Untimed = ["phase", "step", null, null]

function phaseOf({ phase }: Followed): Untimed {
  if (phase.kind === "loading") return step
  if (phase.kind === "step") {
    if (!phase.missing) return step
    const { word, field, count = null } = phase.missing
    return ["missing", word as MoveFields["missing"][0], field, count]
  }
  const { message, delivery = null } = phase as Partial<Extract<typeof phase, { kind: "done" }>>
  return ["phase", phase.kind, message ? shownText(message) : null, delivery]
}

/**
 * How a run came from one state to another, in an order in which it can be done again: what was said first, for it may raise
 * the screen.
 * @param before null for a run before its first screen
 */
export function movesBetween(before: Followed | null, after: Followed): Untimed[] {
  const said = before && saidIn(before)
  // nothing said is null, 0 and an empty text
  const moves = saidIn(after).filter((move, i) => (said ? String(move) !== String(said[i]) : move.at(-1)))
  const left = before?.visits.at(-1)
  const entered = after.visits.at(-1)
  // of a run that has begun, only the built-in flow has other steps
  if (left && before?.steps !== after.steps) moves.unshift(["fellBack"])
  // an offer that is declined again has another time
  if (
    before &&
    after.offers.some(({ declinedAt }, i) => declinedAt !== (before.offers[i]?.declinedAt ?? null))
  )
    moves.push(["declined"])
  for (const name of after.handlers) {
    if (!before?.handlers.includes(name)) moves.push(["handler", name as MoveFields["handler"][0]])
  }
  if (after.decision !== (before?.decision ?? null)) moves.push(["decision", decisionOf(after)])
  const isMove = left?.start !== entered?.start || left?.screen !== entered?.screen
  if (isMove && entered) moves.push(["screen", entered.screen.guid])
  const phase = phaseOf(after)
  // a screen begins with its step
  if (String(phase) !== String(isMove || !before ? step : phaseOf(before))) moves.push(phase)
  return moves
}
