import { useCallback, useId, useMemo } from "react"
import type { Day } from "../time/day.ts"
import { TimeLabels, ValueLines } from "./axes.tsx"
import { type ChartData, type ChartRow, type ChartStop, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey } from "./chart-key.tsx"
import { Drawing, DrawnStop } from "./drawing.tsx"
import { Hatches, hatchFill } from "./hatches.tsx"
import { acrossOf, heightOf, plotOf } from "./plot.ts"
import type { Shade } from "./shade.ts"
import { stack } from "./stack.ts"
import classes from "./stacked-bars.module.css"
import type { TimeUnit } from "./time-ticks.ts"
import { planAxis, type ValueAxis } from "./value-axis.ts"

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
  /** How a count is said, on the axis and under the cursor. */
  says: (count: number) => string
  /** Of what is between the axes, in pixels. */
  height?: number
}

/** Counts over time, piled up by what they are counts of. Below a line chart, its points lie under those of that one. */
export function StackedBars({ label, data, series, unit, says, height = 120 }: StackedBarsProps) {
  const id = useId()
  const groups = useMemo(() => data.rows.map((row) => stopsOf(data, row, series, says)), [data, series, says])
  const draw = useCallback(
    (width: number) => {
      const { rows } = data
      const plot = plotOf(width, height)
      const axis: ValueAxis = { says, least: 0, isFromZero: true }
      const piles = rows.map((row) => stack(row.parts, series))
      const plan = planAxis(
        piles.map((pile) => pile.at(-1)?.to ?? 0),
        axis,
        3,
      )
      const { at, step } = acrossOf(plot, rows.length)
      const y = heightOf(plot, plan)
      const gap = step > 6 ? Math.min(8, step * 0.25) : 0
      return (
        <>
          <ChartKey lines={series.map((each) => ({ ...each, as: "area" }))} />
          <Drawing width={width} height={plot.bottom + 28}>
            <Hatches id={id} shades={series.map(({ shade }) => shade)} />
            <ValueLines plot={plot} plan={plan} says={says} />
            {rows.map((row, place) =>
              (piles[place] ?? []).map(({ key, from, to, nth }) => {
                const shape = (
                  <rect
                    className={classes.part}
                    data-thin={gap === 0}
                    x={at(place) - step / 2 + gap / 2}
                    width={Math.max(0.5, step - gap)}
                    y={y(to)}
                    height={Math.max(0, y(from) - y(to))}
                    fill={hatchFill(id, nth)}
                  />
                )
                const stop = `${row.key} ${key}`
                return (
                  <DrawnStop
                    key={stop}
                    stop={stop}
                    href={row.parts[key]?.href ?? null}
                    label={titleOf(row, series[nth], says(to - from))}
                  >
                    {shape}
                  </DrawnStop>
                )
              }),
            )}
            <TimeLabels plot={plot} days={rows.map(({ day }) => day)} unit={unit} />
          </Drawing>
        </>
      )
    },
    [data, series, unit, says, height, id],
  )
  return <ChartFrame label={label} groups={groups} draw={draw} />
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
    .map(({ key, from, to, nth }) => ({
      key: `${row.key} ${key}`,
      title: titleOf(row, series[nth], says(to - from)),
      lines,
      href: row.parts[key]?.href ?? null,
    }))
}

const titleOf = (row: StackRow, series: StackSeries | undefined, said: string) =>
  `${row.label}: ${series?.label ?? ""} ${said}`
