import type { SessionFacts } from "@holdfast/protocol"

/**
 * The facts of a run with how long its customer took to cancel: from the opening to the press, which ended the last step.
 * @param openedAt by the clock of the steps
 */
export function withSecondsToCancel(facts: SessionFacts, openedAt: Date): SessionFacts {
  const steps = facts.stepsViewed ?? []
  const seconds = (Date.parse(steps.at(-1)?.end ?? "") - openedAt.getTime()) / 1000
  const { secondsToCancel: _, ...rest } = facts
  if (facts.canceled !== true || !(seconds >= 0)) return rest
  return { ...rest, secondsToCancel: Math.round(seconds * 10) / 10 }
}
