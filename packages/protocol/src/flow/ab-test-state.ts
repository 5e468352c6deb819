/**
 * `draft`: being set up, nobody is in it. `enrolling`: customers who open the flow come into it, half of them to each arm.
 * `paused`: nobody new comes in, and whoever is in it keeps their arm. `tracking`: the same, for good, until the last of them
 * has had their time. `awaiting_decision`: the numbers stand, everybody sees the control. `completed`: an arm was chosen.
 * `abandoned`: given up, the control stays.
 */
export const abTestStates = [
  "draft",
  "enrolling",
  "paused",
  "tracking",
  "awaiting_decision",
  "completed",
  "abandoned",
] as const
export type AbTestState = (typeof abTestStates)[number]

/**
 * What stands of a segment's test that is not over beside its flows (`FlowSummary.abTest`), and in the refusals of what would
 * disturb it.
 */
export interface AbTestInBrief {
  id: string
  name: string
  state: AbTestState
}
