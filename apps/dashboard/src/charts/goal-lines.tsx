import type { Day } from "../time/day.ts"
import { fitText } from "./fit-text.ts"
import { goalBegins } from "./goal-begins.ts"
import classes from "./goal-lines.module.css"
import { acrossOf, heightOf, type Plot } from "./plot.ts"
import { spreadLabels } from "./spread-labels.ts"
import type { AxisPlan } from "./value-axis.ts"

/** What a figure over time is to be. */
export interface LineGoal {
  value: number
  says: string
  /** From a day on, or all the time. */
  from?: Day
}

interface GoalLinesProps {
  plot: Plot
  plan: AxisPlan
  /** The points of the chart. */
  days: readonly { day: Day }[]
  goals: readonly LineGoal[]
}

/** Lines across a chart over time, each with its word above it. Words that would lie on one another are moved apart. */
export function GoalLines({ plot, plan, days, goals }: GoalLinesProps) {
  const { at, step } = acrossOf(plot, days.length)
  const height = heightOf(plot, plan)
  const words = spreadLabels(
    goals.map(({ value }) => height(value) - 5),
    14,
    plot.top,
    plot.bottom,
  )
  return (
    <g aria-hidden pointerEvents="none">
      {goals.map(({ value, says, from }, nth) => {
        const begins = goalBegins(days, from)
        const start = begins === 0 ? plot.left : at(begins) - step / 2
        const isLate = start > (plot.left + plot.right) / 2
        const y = height(value)
        return (
          <g key={says}>
            <line className={classes.halo} x1={start} x2={plot.right} y1={y} y2={y} />
            <line className={classes.goal} x1={start} x2={plot.right} y1={y} y2={y} />
            <text
              className={classes.word}
              x={isLate ? plot.right - 4 : start + 4}
              y={words[nth]}
              textAnchor={isLate ? "end" : "start"}
            >
              {fitText(says, (plot.right - plot.left) / 2)}
            </text>
          </g>
        )
      })}
    </g>
  )
}
