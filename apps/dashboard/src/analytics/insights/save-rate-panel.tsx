import { dayIn, offerTypes, valueLabel } from "@holdfast/protocol"
import type { InsightUnit, Mark, OverTime, TimePoint } from "@holdfast/protocol/dashboard"
import { useMemo } from "react"
import { writeAddress } from "../../address.ts"
import type { ShownInsights } from "../../api/insights.ts"
import type { ChartColumn, ChartData } from "../../charts/chart-data.ts"
import { type ChartMark, withMarks } from "../../charts/chart-mark.ts"
import { ChartPanel } from "../../charts/chart-panel.tsx"
import { goalBegins } from "../../charts/goal-begins.ts"
import type { LineGoal } from "../../charts/goal-lines.tsx"
import { LineChart, type LineRow } from "../../charts/line-chart.tsx"
import { outcomeShade } from "../../charts/shade.ts"
import { StackedBars, type StackRow, type StackSeries } from "../../charts/stacked-bars.tsx"
import { digits } from "../../parts/digits.ts"
import { fewWords, interval, isFew, percent, tenths } from "./figure-words.ts"
import { goalOfUnit, type ShownGoal, shownGoal } from "./goals/shown-goal.ts"
import { useGoals } from "./goals/use-goals.tsx"
import { HowMade } from "./how-made.tsx"
import { linkTo, only, type Place, valid } from "./link-to.ts"
import { useNotes } from "./notes/use-notes.tsx"
import type { PanelProps } from "./panel-props.ts"
import { SinceVersion } from "./since-version.tsx"
import { dayOfLabel, unitWords } from "./time-words.ts"
import { wideData } from "./wide-data.ts"

interface RateRow extends LineRow {
  of: number
  /** What it was to be; null before there was a goal. */
  goal: number | null
}

const columns: ChartColumn<RateRow>[] = [
  { head: "Save rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  { head: "Sessions", says: ({ of }) => digits.format(of), cell: ({ of }) => of },
  { head: "Before", says: ({ before }) => percent(before), cell: ({ before }) => before },
]
const goalColumn: ChartColumn<RateRow> = {
  ...{ head: "Goal", says: ({ goal }) => percent(goal), cell: ({ goal }) => goal },
}
const axis = { says: (rate: number) => `${Math.round(rate * 100)}%`, least: 0, most: 1 }
const unitHeads: Record<InsightUnit, string> = { day: "Day", week: "Week", month: "Month" }
const names = { now: "These days", before: "Compared" }

/** The save rate by day, week or month, with what happened meanwhile, and below it how the sessions ended. */
export function SaveRatePanel({ insights, place, fileName }: PanelProps) {
  const { overTime, timeZone } = insights
  const { unit } = overTime
  const { shown, goal } = useMemo(() => goalOf(insights), [insights])
  const line = useMemo(() => lineOf(overTime, place, timeZone, goal), [overTime, place, timeZone, goal])
  const series = useMemo(() => seriesOf(overTime.points), [overTime])
  const goals = useMemo(() => countGoals(insights), [insights])
  const stack = useMemo(() => stackOf(overTime, series, place, goals), [overTime, series, place, goals])
  const { saveRate } = insights.headline.now
  const notes = useNotes(insights)
  const ownGoals = useGoals(insights, figures)
  return (
    <ChartPanel
      title="Save rate over time"
      shape="line"
      menu={
        <>
          {notes.menu}
          {ownGoals.menu}
        </>
      }
      fileName={fileName("save-rate")}
      state={
        saveRate.of === 0
          ? {
              kind: "empty",
              title: "No session has ended in these days",
              words: "The save rate stands here for each day, week or month, with what happened meanwhile.",
            }
          : {
              kind: "ready",
              data: line.data,
              summary: `${[`${percent(saveRate.rate)} were saved in these days`, shown?.phrase].filter(Boolean).join(", ")}. ${rangeWords(line.rows)}`,
              few: fewWords(saveRate.of),
            }
      }
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            The save rate is the share of the counted sessions that did not end in a cancellation. An
            abandoned session counts as saved. The band is the 95 % interval by Wilson.
          </p>
        </HowMade>
      }
      chart={(data, isLarge) => (
        <LineChart
          label="Save rate over time"
          data={data}
          unit={unit}
          axis={axis}
          names={names}
          {...(goal && { goal })}
          {...(isLarge && { height: 420 })}
        />
      )}
    >
      {notes.dialog}
      {ownGoals.dialog}
      <SinceVersion marks={overTime.marks} place={place} />
      {saveRate.of > 0 && (
        <StackedBars
          label="Outcomes over time"
          data={stack}
          series={series}
          unit={unit}
          goals={goals}
          says={(count) => digits.format(count)}
        />
      )}
    </ChartPanel>
  )
}

const figures = ["saveRate"] as const

function goalOf(insights: ShownInsights): { shown: ShownGoal | null; goal: LineGoal | null } {
  const shown = shownGoal(insights, "saveRate")
  if (shown?.target == null) return { shown, goal: null }
  const { target: value, level, since } = shown
  return { shown, goal: { value, says: `Goal ${level}`, from: since } }
}

interface CountGoal extends LineGoal {
  /** Of what, such as `cancelled`. */
  of: string
}

/** What the bars over time are to reach: all of them, and their lowest part. */
function countGoals(insights: ShownInsights): CountGoal[] {
  const { unit } = insights.overTime
  const counted = { sessions: "sessions", canceled: "cancelled" } as const
  return (["sessions", "canceled"] as const).flatMap((figure) => {
    const shown = shownGoal(insights, figure)
    const value = goalOfUnit(shown, unit)
    const of = counted[figure]
    return shown && value !== null
      ? [{ value, of, from: shown.since, says: `Goal ${shortly(value)} ${of}` }]
      : []
  })
}

/** `14`, `14.3`. */
const shortly = (count: number): string => tenths.format(count).replace(/\.0$/, "")

function lineOf(
  { unit, points, before, marks }: OverTime,
  place: Place,
  timeZone: string,
  goal: LineGoal | null,
): { data: ChartData<LineRow>; rows: readonly RateRow[] } {
  const days = points.map(({ label }) => ({ day: dayOfLabel(label, unit) }))
  const begins = goal ? goalBegins(days, goal.from) : points.length
  const rows = points.map((point, nth): Omit<RateRow, "marks"> => {
    const day = dayOfLabel(point.label, unit)
    const { rate, low, high, of } = point.saveRate
    return {
      ...{ key: point.label, label: unitWords(day, unit), day },
      href: of > 0 ? linkTo(place, valid, point.span) : null,
      ...{ value: rate, low, high, of, isFew: isFew(of) },
      before: before?.[nth]?.saveRate.rate ?? null,
      goal: goal && nth >= begins ? goal.value : null,
    }
  })
  const last = points.at(-1)?.span.to
  const lastDay = last ? dayIn(timeZone, new Date(Date.parse(last) - 1)) : (rows.at(-1)?.day ?? "1970-01-01")
  const own = marks.map((mark, nth) => chartMark(mark, nth, timeZone, place))
  const marked = withMarks(rows, own, lastDay)
  const told = goal ? [...columns, goalColumn] : columns
  return { data: wideData<LineRow, RateRow>(unitHeads[unit], marked, told), rows: marked }
}

const signs: Record<Mark["kind"], string> = {
  published: "▲",
  testStarted: "A",
  testEnded: "B",
  flowSwitchedOn: "●",
  flowSwitchedOff: "○",
  outage: "!",
  away: "!",
  note: "✎",
}

function chartMark(
  { at, kind, text, path }: Mark,
  nth: number,
  timeZone: string,
  { workspace }: Place,
): ChartMark {
  const version = kind === "published" ? /^Version (\d{1,2})\b/.exec(text)?.[1] : undefined
  const day = dayIn(timeZone, new Date(at))
  return {
    key: `mark ${nth}`,
    day,
    sign: version ?? signs[kind],
    says: text,
    href: path && `${path}${writeAddress({ workspace })}`,
  }
}

/** Only the ends that occur, from the bottom up: cancelled, abandoned, the kinds of save. */
function seriesOf(points: readonly TimePoint[]): StackSeries[] {
  const has = (count: (point: TimePoint) => number) => points.some((point) => count(point) > 0)
  return [
    ...(has(({ canceled }) => canceled)
      ? [{ key: "canceled", label: valueLabel("saveType", null), shade: outcomeShade("canceled") }]
      : []),
    ...(has(({ abandoned }) => abandoned)
      ? [{ key: "abandoned", label: valueLabel("saveType", "ABANDON"), shade: outcomeShade("abandoned") }]
      : []),
    ...offerTypes
      .filter((type) => has(({ saved }) => saved[type] ?? 0))
      .map((type) => ({ key: type, label: valueLabel("saveType", type), shade: outcomeShade(type) })),
  ]
}

function stackOf(
  { unit, points }: OverTime,
  series: readonly StackSeries[],
  place: Place,
  goals: readonly CountGoal[],
): ChartData<StackRow> {
  const rows = points.map((point): StackRow => {
    const day = dayOfLabel(point.label, unit)
    const link = (key: string) => linkTo(place, [...valid, ...choicesOf(key)], point.span)
    const counts: Record<string, number | undefined> = {
      ...point.saved,
      ...{ canceled: point.canceled, abandoned: point.abandoned },
    }
    const parts = series.map(({ key }) => {
      const count = counts[key] ?? 0
      return [key, { count, href: count > 0 ? link(key) : null }] as const
    })
    return {
      ...{ key: point.label, label: unitWords(day, unit), day },
      ...{ href: linkTo(place, valid, point.span), parts: Object.fromEntries(parts) },
    }
  })
  const columns = series.map(({ key, label }) => ({
    head: label,
    says: ({ parts }: StackRow) => digits.format(parts[key]?.count ?? 0),
    cell: ({ parts }: StackRow) => parts[key]?.count ?? 0,
    hrefOf: ({ parts }: StackRow) => parts[key]?.href ?? null,
  }))
  const goalColumns = goals.map(({ value, of, from }) => {
    const begins = rows[goalBegins(rows, from)]?.day
    const goalAt = ({ day }: StackRow) => (begins !== undefined && day >= begins ? value : null)
    return {
      head: `Goal, ${of}`,
      says: (row: StackRow) => (goalAt(row) === null ? null : shortly(value)),
      cell: goalAt,
    }
  })
  return { head: unitHeads[unit], rows, columns: [...columns, ...goalColumns] }
}

const choicesOf = (key: string) =>
  key === "canceled" || key === "abandoned"
    ? [only("outcome", key)]
    : [only("outcome", "saved"), only("saveType", key)]

/** `It was lowest in … and highest in …`, of the points with enough sessions. */
function rangeWords(rows: readonly RateRow[]): string {
  const sure = rows
    .filter(({ value, isFew }) => value !== null && !isFew)
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [low, high] = [sure[0], sure.at(-1)]
  if (!low || !high || low === high) return ""
  return `It was lowest with ${percent(low.value)} (${low.label}) and highest with ${percent(high.value)} (${high.label}).`
}
