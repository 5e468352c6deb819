import type { AbTestEnd } from "../flow/ab-test/verdict-of.ts"
import type { AbTest } from "./ab-tests-api.ts"

/**
 * How far a test is, as the statistics ask for it: whoever ended it before its time may have chosen the day by what the
 * numbers said, so the day counts as a person's choice.
 */
export function abTestEndOf({ state, steps }: Pick<AbTest, "state" | "steps">): AbTestEnd {
  switch (state) {
    case "draft":
    case "enrolling":
    case "paused":
    case "tracking":
      return "running"
    case "awaiting_decision":
    case "completed":
    case "abandoned":
      return steps.some(({ step }) => step === "tracking_ended") ? "planned" : "early"
  }
}
