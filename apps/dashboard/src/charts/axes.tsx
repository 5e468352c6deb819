import type { ReactNode } from "react"
import type { Day } from "../time/day.ts"
import classes from "./axes.module.css"
import { fitText } from "./fit-text.ts"
import { acrossOf, heightOf, type Plot } from "./plot.ts"
import { type TimeUnit, timeTicks } from "./time-ticks.ts"
import type { AxisPlan } from "./value-axis.ts"

const labelPx = 76

interface AxesProps {
  plot: Plot
  plan: AxisPlan
  says: (value: number) => string
}

/** Hairlines at round values, with the values at the left. */
export function ValueLines({ plot, plan, says }: AxesProps) {
  const y = heightOf(plot, plan)
  return (
    <g aria-hidden>
      {plan.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line
            x1={plot.left}
            x2={plot.right}
            className={tick === plan.from ? classes.floor : classes.grid}
          />
          <text x={plot.left - 8} dy="0.35em" textAnchor="end">
            {fitText(says(tick), plot.left - 4)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** The days, weeks or months below, as many as there is room for. */
export function TimeLabels({
  plot,
  days,
  unit,
}: {
  plot: Plot
  days: readonly Day[]
  unit: TimeUnit
}): ReactNode {
  const { at } = acrossOf(plot, days.length)
  const most = Math.max(1, Math.floor((plot.right - plot.left) / labelPx))
  return (
    <g aria-hidden>
      {timeTicks(days, unit, most).map(({ place, label }) => (
        <text key={place} x={at(place)} y={plot.bottom + 18} textAnchor={anchorAt(at(place), plot)}>
          {label}
        </text>
      ))}
    </g>
  )
}

/** A label near the right end of the picture stays in it. */
const anchorAt = (x: number, { width }: Plot) => (width - x < labelPx / 3 ? "end" : "middle")
