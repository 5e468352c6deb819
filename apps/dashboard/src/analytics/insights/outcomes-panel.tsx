import { valueLabel } from "@holdfast/protocol"
import type { GoalFigure, OutcomeRow, Rate } from "@holdfast/protocol/dashboard"
import { wilsonInterval } from "@holdfast/protocol/flow"
import { useMemo } from "react"
import type { ShownInsights } from "../../api/insights.ts"
import { BarList, type BarRow } from "../../charts/bar-list.tsx"
import type { ChartColumn } from "../../charts/chart-data.ts"
import { ChartPanel } from "../../charts/chart-panel.tsx"
import { outcomeShade } from "../../charts/shade.ts"
import { digits } from "../../parts/digits.ts"
import { fewWords, interval, isFew, money, movedRate, percent } from "./figure-words.ts"
import { shownGoal } from "./goals/shown-goal.ts"
import { useGoals } from "./goals/use-goals.tsx"
import { HowMade } from "./how-made.tsx"
import { linkTo, only, type Place, valid } from "./link-to.ts"
import type { PanelProps } from "./panel-props.ts"
import { wideData } from "./wide-data.ts"

interface EndRow extends BarRow {
  count: number
  /** Whose goal it has. */
  of: "saved" | "canceled" | null
  /** How many there are to be; null where nothing was set. */
  target: number | null
  change: string | null
  worth: string | null
}

const columns: ChartColumn<EndRow>[] = [
  { head: "Sessions", says: ({ count }) => digits.format(count), cell: ({ count }) => count },
  { head: "Share", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  { head: "Change", says: ({ change }) => change },
  { head: "A month", says: ({ worth }) => worth },
]
const goalColumn: ChartColumn<EndRow> = {
  head: "Goal",
  says: ({ target }) => (target === null ? null : digits.format(Math.round(target))),
  cell: ({ target }) => target,
}
const beside = ["Sessions", "Share"]

/** How the sessions ended, and what they are worth by the month. */
export function OutcomesPanel({ insights, place, fileName }: PanelProps) {
  const { outcomes } = insights
  const data = useMemo(() => outcomesOf(insights, place), [insights, place])
  const goals = useGoals(insights, countFigures)
  const top = outcomes.toSorted((a, b) => b.share.count - a.share.count)[0]
  const { sessions } = insights.headline.now
  return (
    <ChartPanel
      title="Outcomes"
      shape="bars"
      menu={goals.menu}
      fileName={fileName("outcomes")}
      state={
        top && sessions > 0
          ? {
              kind: "ready",
              data,
              summary: [
                `Most often: ${valueLabel("saveType", top.saveType)}, ${digits.format(top.share.count)} of ${digits.format(sessions)}.`,
                ...goalSentences(insights),
              ].join(" "),
              few: fewWords(sessions),
            }
          : {
              kind: "empty",
              title: "No session has ended in these days",
              words: "Each way in which sessions end stands here with its share.",
            }
      }
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            Each counted session has ended in one way. The share is of all counted sessions. The monthly value
            is price × quantity, brought to a month, by currency: lost where the session was cancelled, kept
            elsewhere.
          </p>
        </HowMade>
      }
      chart={(data) => <BarList label="Outcomes" data={data} beside={beside} />}
    >
      {goals.dialog}
    </ChartPanel>
  )
}

const countFigures = ["sessions", "saved", "canceled"] as const

/**
 * What each end came to. All saves stand together in a bar of their own only where they have a goal, so that it is seen beside
 * them; and so do cancellations of which there was none.
 */
function outcomesOf(insights: ShownInsights, place: Place) {
  const targets = { saved: targetOf(insights, "saved"), canceled: targetOf(insights, "canceled") }
  const { outcomes, headline } = insights
  const { sessions } = headline.now
  const hasCanceled = outcomes.some(({ outcome }) => outcome === "canceled")
  const ends: EndRow[] = [
    ...(targets.saved === null ? [] : [savedRow(insights, place)]),
    ...(targets.canceled === null || hasCanceled ? [] : [rowOf(noneCanceled(sessions), place)]),
    ...outcomes.map((row) => rowOf(row, place)),
  ]
  const rows = ends.map((row): EndRow => {
    const target = row.of === null ? null : targets[row.of]
    if (target === null || sessions === 0) return row
    const says = `Goal ${digits.format(Math.round(target))}`
    return { ...row, target, goal: { value: target / sessions, says } }
  })
  const told = rows.some(({ target }) => target !== null) ? [...columns, goalColumn] : columns
  return wideData<BarRow, EndRow>("Outcome", rows, told)
}

const targetOf = (insights: ShownInsights, figure: GoalFigure) => shownGoal(insights, figure)?.target ?? null

const shareOf = (count: number, of: number): Rate =>
  of === 0
    ? { count, of, rate: null, low: null, high: null }
    : { count, of, rate: count / of, ...wilsonInterval({ count, of }, 0.95) }

const noneCanceled = (sessions: number): OutcomeRow => ({
  ...{ outcome: "canceled", saveType: null, share: shareOf(0, sessions), before: null },
  ...{ value: [], unpriced: 0 },
})

/** All who took an offer, of whichever kind. */
function savedRow({ headline, outcomes }: ShownInsights, place: Place): EndRow {
  const { now, before } = headline
  const value = [
    ...Map.groupBy(
      outcomes.filter(({ outcome }) => outcome === "saved").flatMap((row) => row.value),
      ({ currency }) => currency,
    ),
  ].map(([currency, some]) => ({ currency, minor: some.reduce((sum, { minor }) => sum + minor, 0) }))
  const all: OutcomeRow = {
    ...{ outcome: "saved", saveType: null, share: shareOf(now.saved, now.sessions) },
    before: before && shareOf(before.saved, before.sessions),
    ...{ value, unpriced: 0 },
  }
  return { ...rowOf(all, place), label: "Saved, all offers", shade: "save-1", of: "saved" }
}

/** How the numbers stand to their goals: `54 cancelled, 4 above the goal of 50 for these days (…).` */
const goalSentences = (insights: ShownInsights): string[] =>
  countFigures.flatMap((figure) => {
    const phrase = shownGoal(insights, figure)?.phrase
    const { [figure]: count } = insights.headline.now
    return phrase ? `${digits.format(count)} ${counted[figure]}, ${phrase}.` : []
  })

const counted = { sessions: "sessions", saved: "saved", canceled: "cancelled" } as const

function rowOf({ outcome, saveType, share, before, value }: OutcomeRow, place: Place): EndRow {
  const isSaved = outcome === "saved" && saveType !== null && saveType !== "ABANDON"
  const choices = isSaved
    ? [only("outcome", "saved"), only("saveType", saveType)]
    : [only("outcome", outcome)]
  const worth = value.map(({ currency, minor }) => money(minor, currency)).join(", ")
  return {
    ...{ key: `${outcome} ${saveType}`, label: valueLabel("saveType", saveType) },
    href: share.count > 0 ? linkTo(place, [...valid, ...choices]) : null,
    ...{ value: share.rate, low: share.low, high: share.high, isFew: isFew(share.of) },
    shade: outcomeShade(isSaved ? saveType : outcome === "canceled" ? "canceled" : "abandoned"),
    ...{ count: share.count, change: movedRate(share, before)?.text ?? null },
    ...{ worth: worth === "" ? null : worth, of: outcome === "canceled" ? "canceled" : null, target: null },
  }
}
