import { scaleLinear } from "d3-scale"
import { area, curveStepAfter, line } from "d3-shape"
import { useCallback, useMemo } from "react"
import { ValueLines } from "./axes.tsx"
import { type ChartData, type ChartRow, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey } from "./chart-key.tsx"
import { Drawing, DrawnStop } from "./drawing.tsx"
import { fitText } from "./fit-text.ts"
import { heightOf, plotOf } from "./plot.ts"
import { type Shade, shadeColor } from "./shade.ts"
import { spreadLabels } from "./spread-labels.ts"
import classes from "./survival-curve.module.css"
import { planAxis } from "./value-axis.ts"

/** A step of a curve: what is so after so many days, until the next one. The first is that of day 0. */
export interface SurvivalRow extends ChartRow {
  /** The key of the curve that it belongs to. */
  curve: string
  day: number
  /** The share that is still held; null where nobody is left to tell. */
  rate: number | null
  low: number | null
  high: number | null
  /** How many are followed up to this day, which is what the step is said of. */
  atRisk: number
  isFew: boolean
}

export interface SurvivalCurveProps<Row extends SurvivalRow> {
  /** What it shows, for who cannot see it. */
  label: string
  /** All steps of all curves, curve by curve, each by its days. */
  data: ChartData<Row>
  curves: readonly { key: string; label: string; shade: Shade }[]
  /** The last day of the axis, such as 90. */
  untilDay: number
  /** A share as the axis says it. */
  says: (rate: number) => string
  /** A number of customers as the line below says it. */
  count: (customers: number) => string
  /** What is to be held after a day, and how a word says it. */
  goals?: readonly { day: number; value: number; says: string }[]
  /** Of what is between the axes, in pixels. */
  height?: number
}

/** Without a list of its own at each drawing, which would draw the chart anew. */
const noGoals: NonNullable<SurvivalCurveProps<SurvivalRow>["goals"]> = []

/** Lines of the curves in turn, so that they are told apart without their colours. */
const dashes = [undefined, "6 3", "2 3", "8 3 2 3"]

/** How many are still held, day after day: steps with their interval, and under the axis how many that is said of. */
export function SurvivalCurve<Row extends SurvivalRow>(props: SurvivalCurveProps<Row>) {
  const { label, data } = props
  const groups = useMemo(() => {
    const curves = [...new Set(data.rows.map(({ curve }) => curve))]
    return curves.map((curve) =>
      data.rows.filter((row) => row.curve === curve).map((row) => stopOf(data, row)),
    )
  }, [data])
  // side by side by their place, so that left and right go along a curve and up and down from one to another
  const across = useMemo(() => {
    const longest = Math.max(0, ...groups.map(({ length }) => length))
    return Array.from({ length: longest }, (_, place) => groups.flatMap((group) => group[place] ?? []))
  }, [groups])
  const { curves, untilDay, says, count, goals = noGoals, height = 200 } = props
  const draw = useCallback(
    (width: number) => {
      const plot = plotOf(width, height)
      const values = data.rows.flatMap(({ rate, low, high }) => [rate, low, high])
      const plan = planAxis([...values, ...goals.map(({ value }) => value), 1], {
        says,
        least: 0,
        most: 1,
      })
      const x = scaleLinear([0, Math.max(1, untilDay)], [plot.left, plot.right])
      const y = heightOf(plot, plan)
      const days = x.ticks(plot.isWide ? 9 : 4).filter(Number.isInteger)
      const own = curves.map((curve) => ({
        ...curve,
        rows: data.rows.filter((row) => row.curve === curve.key),
      }))
      const ends = own.map(({ rows }) => y(rows.findLast(({ rate }) => rate !== null)?.rate ?? plan.to))
      const places = spreadLabels(ends, 16, plot.top, plot.bottom)
      const full = plot.bottom + 46 + own.length * 16
      return (
        <>
          {!plot.isWide && own.length > 1 && (
            <ChartKey lines={own.map((curve, nth) => ({ ...curve, as: nth === 0 ? "line" : "dashed" }))} />
          )}
          <Drawing width={width} height={full}>
            <ValueLines plot={plot} plan={plan} says={says} />
            <g aria-hidden>
              {days.map((day) => (
                <text key={day} x={x(day)} y={plot.bottom + 18} textAnchor={day === 0 ? "start" : "middle"}>
                  {day === 0 ? "Day 0" : day}
                </text>
              ))}
            </g>
            <text aria-hidden x={plot.left} y={plot.bottom + 38}>
              {fitText("Still followed", plot.right - plot.left)}
            </text>
            {own.map(({ key, label: name, shade, rows }, nth) => (
              <g key={key} style={{ color: shadeColor(shade) }}>
                <path className={classes.band} d={bandOf(rows, x, y)} />
                <path
                  className={classes.line}
                  strokeDasharray={dashes[nth % dashes.length]}
                  d={lineOf(rows, x, y)}
                />
                {plot.isWide && (
                  <text aria-hidden className={classes.name} x={plot.right + 8} y={places[nth]} dy="0.35em">
                    {fitText(name, plot.width - plot.right - 8)}
                  </text>
                )}
                <AtRisk rows={rows} days={days} x={x} top={plot.bottom + 54 + nth * 16} count={count} />
                {rows.map((row) => (
                  <Step key={row.key} row={row} x={x(row.day)} y={y(row.rate ?? 0)} />
                ))}
              </g>
            ))}
            {goals.map((goal) => (
              <Goal key={goal.day} x={x(goal.day)} y={y(goal.value)} right={plot.right} says={goal.says} />
            ))}
          </Drawing>
        </>
      )
    },
    [data, curves, untilDay, says, count, goals, height],
  )
  return (
    <ChartFrame
      label={label}
      groups={across}
      draw={data.rows.some(({ rate }) => rate !== null) ? draw : null}
    />
  )
}

type Scale = (value: number) => number

const lineOf = (rows: readonly SurvivalRow[], x: Scale, y: Scale) =>
  line<SurvivalRow>()
    .defined(({ rate }) => rate !== null)
    .x(({ day }) => x(day))
    .y(({ rate }) => y(rate ?? 0))
    .curve(curveStepAfter)(rows) ?? ""

const bandOf = (rows: readonly SurvivalRow[], x: Scale, y: Scale) =>
  area<SurvivalRow>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(({ day }) => x(day))
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0))
    .curve(curveStepAfter)(rows) ?? ""

function Step({ row, x, y }: { row: SurvivalRow; x: number; y: number }) {
  if (row.rate === null) return null
  const content = (
    <>
      <circle className={classes.hit} cx={x} cy={y} r={10} />
      <circle data-aim className={classes.dot} data-few={row.isFew} cx={x} cy={y} r={3.5} />
    </>
  )
  return (
    <DrawnStop stop={row.key} href={row.href} label={row.label}>
      {content}
    </DrawnStop>
  )
}

/** A goal is of its day alone: a short line there. */
function Goal({ x, y, right, says }: { x: number; y: number; right: number; says: string }) {
  const isLast = right - x < 24
  return (
    <g aria-hidden>
      <line className={classes.goal} x1={x - 18} x2={Math.min(right, x + 18)} y1={y} y2={y} />
      <text className={classes.halo} x={isLast ? right : x} y={y + 14} textAnchor={isLast ? "end" : "middle"}>
        {fitText(says, 120)}
      </text>
    </g>
  )
}

interface AtRiskProps {
  rows: readonly SurvivalRow[]
  days: readonly number[]
  x: Scale
  top: number
  count: (customers: number) => string
}

/** Under each day of the axis, of how many the curve speaks there. */
function AtRisk({ rows, days, x, top, count }: AtRiskProps) {
  return (
    <g aria-hidden>
      {days.map((day) => {
        const row = rows.some((each) => each.day >= day) && rows.findLast((each) => each.day <= day)
        return (
          row && (
            <text
              key={day}
              className={classes.atRisk}
              x={x(day)}
              y={top}
              textAnchor={day === 0 ? "start" : "middle"}
            >
              {count(row.atRisk)}
            </text>
          )
        )
      })}
    </g>
  )
}
