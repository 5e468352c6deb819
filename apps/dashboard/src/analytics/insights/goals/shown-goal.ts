import {
  type GoalFigure,
  goalDays,
  goalLevel,
  goalNote,
  goalPhrase,
  type InsightUnit,
  percent,
  type StandingGoal,
  valueForGoal,
} from "@holdfast/protocol/dashboard"
import type { ShownInsights } from "../../../api/insights.ts"

/** A goal as the page shows it beside its figure. */
export interface ShownGoal {
  goal: StandingGoal
  /** What the figure is to be in these days, in its own measure; null where the goal says nothing of them. */
  target: number | null
  /** What it is. */
  value: number | null
  /** `50%`, as it was set. */
  level: string
  since: string
  /** How the figure stands to it, in a few words, and as the end of a sentence. */
  note: string
  phrase: string | null
}

/** Null where the figure has no goal. */
export function shownGoal(
  { goals, headline, held, asOf }: ShownInsights,
  figure: GoalFigure,
  currency: string | null = null,
): ShownGoal | null {
  const goal = goals?.list.find((each) => each.figure === figure && each.currency === currency)
  if (!goal) return null
  const { target, since } = goal
  const value = valueForGoal(goal, headline.now, held?.rates)
  const words = { note: goalNote(goal, value, asOf), phrase: goalPhrase(goal, value, asOf) }
  return { ...{ goal, target, value, since, level: goalLevel(goal) }, ...words }
}

const unitDays: Readonly<Record<InsightUnit, number>> = { day: 1, week: 7, month: 365.25 / 12 }

/** A goal of thirty days, brought to a day, week or month. Null where it says nothing of these days. */
export const goalOfUnit = (shown: ShownGoal | null, unit: InsightUnit): number | null =>
  shown?.target == null ? null : (shown.goal.level * unitDays[unit]) / goalDays

export const heldFigures = ["held30", "held60", "held90"] as const
const heldDays = { held30: 30, held60: 60, held90: 90 } as const

export interface HeldGoal {
  day: number
  value: number
  says: string
}

/** The goals of the held rates, by their days. */
export const heldGoals = (insights: ShownInsights): HeldGoal[] =>
  heldFigures.flatMap((figure) => {
    const shown = shownGoal(insights, figure)
    if (shown?.target == null) return []
    return [{ day: heldDays[figure], value: shown.target, says: `Goal ${shown.level}` }]
  })

/** `80.0% are held after 30 days, 2.0 points above the goal of 78% since 1 September.` */
export const heldGoalWords = (insights: ShownInsights): string[] =>
  heldFigures.flatMap((figure) => {
    const shown = shownGoal(insights, figure)
    if (!shown?.phrase) return []
    return [`${percent(shown.value)} are held after ${heldDays[figure]} days, ${shown.phrase}.`]
  })
