import type { StandingGoal } from "../goals-api.ts"

/** A goal of half of a save rate over all live sessions, for tests, save for what they say otherwise. */
export const aGoal = (changes: Partial<StandingGoal> = {}): StandingGoal => ({
  ...{ id: "g", figure: "saveRate", currency: null, level: 50, since: "2026-09-01", viewId: null },
  target: 0.5,
  ...changes,
})
