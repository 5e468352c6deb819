import { valueLabel } from "@holdfast/protocol"
import type { OutcomeRow } from "@holdfast/protocol/dashboard"
import { useMemo } from "react"
import { BarList, type BarRow } from "../../charts/bar-list.tsx"
import type { ChartColumn } from "../../charts/chart-data.ts"
import { ChartPanel } from "../../charts/chart-panel.tsx"
import { outcomeShade } from "../../charts/shade.ts"
import { digits } from "../../parts/digits.ts"
import { fewWords, interval, isFew, money, movedRate, percent } from "./figure-words.ts"
import { HowMade } from "./how-made.tsx"
import { linkTo, only, type Place, valid } from "./link-to.ts"
import type { PanelProps } from "./panel-props.ts"
import { wideData } from "./wide-data.ts"

interface EndRow extends BarRow {
  count: number
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
const beside = ["Sessions", "Share"]

/** How the sessions ended, and what they are worth by the month. */
export function OutcomesPanel({ insights, place, fileName }: PanelProps) {
  const { outcomes } = insights
  const data = useMemo(
    () =>
      wideData<BarRow, EndRow>(
        "Outcome",
        outcomes.map((row) => rowOf(row, place)),
        columns,
      ),
    [outcomes, place],
  )
  const top = outcomes.toSorted((a, b) => b.share.count - a.share.count)[0]
  const { sessions } = insights.headline.now
  return (
    <ChartPanel
      title="Outcomes"
      shape="bars"
      fileName={fileName("outcomes")}
      state={
        top && sessions > 0
          ? {
              kind: "ready",
              data,
              summary: `Most often: ${valueLabel("saveType", top.saveType)}, ${digits.format(top.share.count)} of ${digits.format(sessions)}.`,
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
    />
  )
}

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
    worth: worth === "" ? null : worth,
  }
}
