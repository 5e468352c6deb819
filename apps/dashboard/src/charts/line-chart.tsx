import { area, line } from "d3-shape"
import { useCallback, useMemo } from "react"
import type { Day } from "../time/day.ts"
import { TimeLabels, ValueLines } from "./axes.tsx"
import { type ChartData, type ChartRow, type ChartStop, readAloud, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey, type KeyLine } from "./chart-key.tsx"
import type { ChartMark } from "./chart-mark.ts"
import { Drawing, DrawnStop } from "./drawing.tsx"
import { fitText } from "./fit-text.ts"
import { GoalLines, type LineGoal } from "./goal-lines.tsx"
import classes from "./line-chart.module.css"
import { MarkLane } from "./mark-lane.tsx"
import { acrossOf, heightOf, type Plot, plotOf } from "./plot.ts"
import { spreadLabels } from "./spread-labels.ts"
import type { TimeUnit } from "./time-ticks.ts"
import { type AxisPlan, planAxis, type ValueAxis } from "./value-axis.ts"

/** One day, week or month. Each of the range has its row, also where nothing is known of it. */
export interface LineRow extends ChartRow {
  /** The first one of it, of the workspace's calendar. */
  day: Day
  /** Null where there is no data: the line has a gap. */
  value: number | null
  /** The ends of its interval; null where it has none. */
  low: number | null
  high: number | null
  /** There are too few sessions to trust it: it is drawn hollow and grey. */
  isFew: boolean
  /** The value of the same point in the period that is compared with; null where there is none. */
  before: number | null
  marks: readonly ChartMark[]
}

export interface LineChartProps {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<LineRow>
  unit: TimeUnit
  axis: ValueAxis
  /** What the two lines are called, such as `This period` and `A year before`. */
  names: { now: string; before: string }
  goal?: LineGoal
  /** Of what is between the axes, in pixels. */
  height?: number
}

/** One figure over time, with its interval, the period it is compared with, a goal, and what happened meanwhile. */
export function LineChart({ label, data, unit, axis, names, goal, height = 220 }: LineChartProps) {
  const groups = useMemo(
    () => data.rows.map((row) => [stopOf(data, row), ...row.marks.map(stopOfMark)]),
    [data],
  )
  const draw = useCallback(
    (width: number) => {
      const { rows } = data
      const plot = plotOf(width, height)
      const plan = planAxis([...rows.flatMap(valuesOf), ...(goal ? [goal.value] : [])], axis)
      const hasMarks = rows.some(({ marks }) => marks.length > 0)
      const hasBefore = rows.some(({ before }) => before !== null)
      const full = plot.bottom + 28 + (hasMarks ? 22 : 0)
      return (
        <>
          {!plot.isWide && hasBefore && <ChartKey lines={keyLines(names)} />}
          <Drawing width={width} height={full}>
            <ValueLines plot={plot} plan={plan} says={axis.says} />
            {goal && <GoalLines plot={plot} plan={plan} days={rows} goals={[goal]} />}
            <Lines plot={plot} plan={plan} rows={rows} />
            {plot.isWide && <EndNames plot={plot} plan={plan} rows={rows} names={names} />}
            <Points plot={plot} plan={plan} data={data} />
            <TimeLabels plot={plot} days={rows.map(({ day }) => day)} unit={unit} />
            {hasMarks && <MarkLane plot={plot} rows={rows} />}
          </Drawing>
        </>
      )
    },
    [data, unit, axis, names, goal, height],
  )
  const hasData = data.rows.some(({ value, before }) => isKnown(value) || isKnown(before))
  return <ChartFrame label={label} groups={groups} draw={hasData ? draw : null} />
}

const valuesOf = ({ value, low, high, before }: LineRow) => [value, low, high, before]

const stopOfMark = ({ key, says, href }: ChartMark): ChartStop => ({ key, title: says, lines: [], href })

const keyLines = ({ now, before }: LineChartProps["names"]): KeyLine[] => [
  { label: now, shade: "accent", as: "line" },
  { label: before, shade: "neutral", as: "dashed" },
]

interface Drawn {
  plot: Plot
  plan: AxisPlan
  rows: readonly LineRow[]
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value)

function Lines({ plot, plan, rows }: Drawn) {
  const { at } = acrossOf(plot, rows.length)
  const y = heightOf(plot, plan)
  const heightAt = (value: number | null) => y(Math.min(plan.to, Math.max(plan.from, value ?? 0)))
  const band = area<LineRow>()
    .defined(({ low, high }) => isKnown(low) && isKnown(high))
    .x((_, place) => at(place))
    .y0(({ low }) => heightAt(low))
    .y1(({ high }) => heightAt(high))
  const lineOf = (read: (row: LineRow) => number | null) =>
    line<LineRow>()
      .defined((row) => isKnown(read(row)))
      .x((_, place) => at(place))
      .y((row) => heightAt(read(row)))(rows) ?? ""
  return (
    <g aria-hidden>
      <path className={classes.band} d={band(rows) ?? ""} />
      <path className={classes.before} d={lineOf(({ before }) => before)} />
      <path className={classes.line} d={lineOf(({ value }) => value)} />
    </g>
  )
}

/** Above so many points only those that need it have a dot: those with too few sessions, and those that stand alone. */
const dotsUpTo = 60

function Points({ plot, plan, data }: { plot: Plot; plan: AxisPlan; data: ChartData<LineRow> }) {
  const { at, step } = acrossOf(plot, data.rows.length)
  const y = heightOf(plot, plan)
  const { rows } = data
  return rows.map((row, place) => {
    const x = at(place)
    const isAlone = !isKnown(rows[place - 1]?.value ?? null) && !isKnown(rows[place + 1]?.value ?? null)
    const hasDot = row.isFew || isAlone || rows.length <= dotsUpTo
    const content = (
      <>
        <rect
          className={classes.hit}
          x={x - step / 2}
          y={plot.top}
          width={step}
          height={plot.bottom - plot.top}
        />
        <line className={classes.cursor} x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
        {isAlone && isKnown(row.low) && isKnown(row.high) && (
          <line className={classes.reach} x1={x} x2={x} y1={y(row.low)} y2={y(row.high)} />
        )}
        {rows.length === 1 && isKnown(row.before) && (
          <line className={classes.before} x1={x - 24} x2={x + 24} y1={y(row.before)} y2={y(row.before)} />
        )}
        {isKnown(row.value) && (
          <circle
            data-aim
            className={classes.dot}
            data-few={row.isFew}
            data-quiet={!hasDot}
            cx={x}
            cy={y(row.value)}
            r={row.isFew ? 3.5 : 3}
          />
        )}
      </>
    )
    return (
      <DrawnStop key={row.key} stop={row.key} href={row.href} label={readAloud(stopOf(data, row))}>
        {content}
      </DrawnStop>
    )
  })
}

/** The names of the lines, each at the end of its line. */
function EndNames({ plot, plan, rows, names }: Drawn & Pick<LineChartProps, "names">) {
  const y = heightOf(plot, plan)
  const ends = [
    { name: names.now, value: rows.findLast(({ value }) => isKnown(value))?.value, isNow: true },
    { name: names.before, value: rows.findLast(({ before }) => isKnown(before))?.before, isNow: false },
  ].flatMap(({ value, ...end }) => (isKnown(value ?? null) ? [{ ...end, at: y(value ?? 0) }] : []))
  const places = spreadLabels(
    ends.map(({ at }) => at),
    16,
    plot.top,
    plot.bottom,
  )
  return (
    <g aria-hidden>
      {ends.map(({ name, isNow }, nth) => (
        <text
          key={name}
          className={isNow ? classes.nowName : undefined}
          x={plot.right + 8}
          y={places[nth]}
          dy="0.35em"
        >
          {fitText(name, plot.width - plot.right - 8)}
        </text>
      ))}
    </g>
  )
}
