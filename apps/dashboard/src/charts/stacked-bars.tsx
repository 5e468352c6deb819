import { useCallback, useId, useMemo } from "react"
import type { Day } from "../time/day.ts"
import { TimeLabels, ValueLines } from "./axes.tsx"
import { type ChartData, type ChartRow, type ChartStop, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey } from "./chart-key.tsx"
import { Drawing, DrawnStop } from "./drawing.tsx"
import { GoalLines, type LineGoal } from "./goal-lines.tsx"
import { Hatches, hatchFill } from "./hatches.tsx"
import { acrossOf, heightOf, type Plot, plotOf } from "./plot.ts"
import { type Shade, shadeColor } from "./shade.ts"
import { stack } from "./stack.ts"
import classes from "./stacked-bars.module.css"
import type { TimeUnit } from "./time-ticks.ts"
import { type AxisPlan, planAxis } from "./value-axis.ts"

/** One day, week or month. Each of the range has its row, also where nothing happened in it. */
export interface StackRow extends ChartRow {
  day: Day
  /** By the key of its series; what is missing is 0. */
  parts: Readonly<Record<string, { count: number; href: string | null }>>
}

/** What a bar is made of, from the bottom up. */
export interface StackSeries {
  key: string
  label: string
  shade: Shade
}

export interface StackedBarsProps {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<StackRow>
  series: readonly StackSeries[]
  unit: TimeUnit
  /** What whole bars, or the lowest parts of them, are to reach. */
  goals?: readonly LineGoal[]
  /** How a count is said, on the axis and under the cursor. */
  says: (count: number) => string
  /** Of what is between the axes, in pixels. */
  height?: number
}

const noGoals: readonly LineGoal[] = []

/** Counts over time, piled up by what they are counts of. Below a line chart, its points lie under those of that one. */
export function StackedBars(props: StackedBarsProps) {
  const { label, data, series, unit, goals = noGoals, says, height = 120 } = props
  const id = useId()
  const groups = useMemo(() => data.rows.map((row) => stopsOf(data, row, series, says)), [data, series, says])
  const draw = useCallback(
    (width: number) => {
      const plot = plotOf(width, height)
      const tops = data.rows.map(({ parts }) => stack(parts, series).at(-1)?.to ?? 0)
      const heights = [...tops, ...goals.map(({ value }) => value)]
      const plan = planAxis(heights, { says, least: 0, isFromZero: true, isWhole: true }, 3)
      return (
        <>
          <ChartKey lines={series.map((each) => ({ ...each, as: "area" }))} />
          <Drawing width={width} height={plot.bottom + 28}>
            <Hatches id={id} shades={series.map(({ shade }) => shade)} />
            <ValueLines plot={plot} plan={plan} says={says} />
            <Piles plot={plot} plan={plan} id={id} {...{ data, series, says }} />
            <GoalLines plot={plot} plan={plan} days={data.rows} goals={goals} />
            <TimeLabels plot={plot} days={data.rows.map(({ day }) => day)} unit={unit} />
          </Drawing>
        </>
      )
    },
    [data, series, unit, goals, says, height, id],
  )
  const hasData = groups.some((group) => group.length > 0)
  return <ChartFrame label={label} groups={groups} draw={hasData ? draw : null} />
}

/** Bars are no wider, however few there are, and no thinner, however many. */
const [widestPx, thinnestPx] = [56, 0.5]
/** Thinner bars touch each other and are of plain colour: lines over them would be noise. */
const hatchedFromPx = 6

interface PilesProps extends Pick<StackedBarsProps, "data" | "series" | "says"> {
  plot: Plot
  plan: AxisPlan
  id: string
}

function Piles({ plot, plan, id, data, series, says }: PilesProps) {
  const { at, step } = acrossOf(plot, data.rows.length)
  const y = heightOf(plot, plan)
  const isThin = step < hatchedFromPx
  const width = isThin ? Math.max(thinnestPx, step) : Math.min(widestPx, step * 0.75)
  return data.rows.map((row, place) =>
    stack(row.parts, series).map(({ key, from, to, of }) => (
      <DrawnStop
        key={`${row.key} ${key}`}
        stop={`${row.key} ${key}`}
        href={row.parts[key]?.href ?? null}
        label={titleOf(row, of, says(to - from))}
      >
        <rect
          className={classes.part}
          data-thin={isThin}
          x={at(place) - width / 2}
          width={width}
          y={y(to)}
          height={Math.max(0, y(from) - y(to))}
          style={{ fill: isThin ? shadeColor(of.shade) : hatchFill(id, of.shade) }}
        />
      </DrawnStop>
    )),
  )
}

/** What can be stopped at of a bar, from the top down, as the eye goes. A bar of nothing has nothing. */
function stopsOf(
  data: ChartData<StackRow>,
  row: StackRow,
  series: readonly StackSeries[],
  says: (count: number) => string,
): ChartStop[] {
  const { lines } = stopOf(data, row)
  return stack(row.parts, series)
    .toReversed()
    .map(({ key, from, to, of }) => ({
      key: `${row.key} ${key}`,
      title: titleOf(row, of, says(to - from)),
      lines,
      href: row.parts[key]?.href ?? null,
    }))
}

const titleOf = (row: StackRow, { label }: StackSeries, said: string) => `${row.label}: ${label} ${said}`
