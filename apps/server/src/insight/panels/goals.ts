import { readPageGoals } from "../goal/page-goals.ts"
import { panel } from "../panel.ts"

/** What the figures of the page are to reach. */
export const goals = panel({
  tables: () => ({}),
  answer: (_now, _before, beside) => readPageGoals(beside),
})
