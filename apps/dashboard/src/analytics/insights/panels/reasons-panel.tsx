import { valueLabel } from "@holdfast/protocol"
import type { ReasonRow, Reasons } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { BarList } from "../../../charts/bar-list.tsx"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { HeatTable } from "../../../charts/heat-table.tsx"
import { Sparkline } from "../../../charts/sparkline.tsx"
import { countWords } from "../../../exports/size-words.ts"
import { InlineText } from "../../../parts/inline-text.tsx"
import { shorten } from "../../../parts/shorten.ts"
import { calendarDate } from "../../../time/exact-time.ts"
import { fewWords, percent } from "../figure-words.ts"
import { HowMade } from "../how-made.tsx"
import type { Place } from "../link-to.ts"
import { nameOf as planName } from "./cohort-rows.ts"
import type { PanelPlace } from "./panel-place.ts"
import { PanelSwitch } from "./panel-switch.tsx"
import classes from "./panels.module.css"
import { amongSummary, reasonBars, reasonColumns, reasonHeat, reasonsSummary } from "./reason-rows.ts"
import { ReasonTexts } from "./reason-texts.tsx"

type ReasonWay = "all" | "plan" | "age"

const beside = ["Share", "Change", "Save rate"]

interface ReasonsPanelProps extends PanelPlace {
  reasons: Reasons
}

/** Why customers leave: of those who saw a reason, how many chose it, and among whom. */
export function ReasonsPanel({ reasons, linkTo, fileName, insights, place }: ReasonsPanelProps) {
  const [way, setWay] = useState<ReasonWay>("all")
  const bars = reasonBars(reasons, linkTo)
  const ways = [
    { value: "all" as const, label: "All" },
    ...(reasons.byPlan.length > 1 ? [{ value: "plan" as const, label: "By plan" }] : []),
    ...(reasons.byAge.length > 1 ? [{ value: "age" as const, label: "By age" }] : []),
  ]
  const shown = ways.some(({ value }) => value === way) ? way : "all"
  const shared = {
    title: "Reasons",
    fileName: fileName(`reasons-${shown}`),
    aside: <PanelSwitch label="Reasons" ways={ways} value={shown} onChange={setWay} />,
    howMade: (
      <HowMade insights={insights} place={place}>
        <p>
          Of the valid sessions to which a reason was displayed, the share that chose it. A reason stays one
          reason when its words are changed. Save rate, kept and lost are of those who chose it.
        </p>
      </HowMade>
    ),
    children: <ReasonNotes rows={bars.map(({ row }) => row)} unanswered={reasons.unanswered} place={place} />,
  }
  if (bars.length === 0) {
    const empty = {
      kind: "empty" as const,
      title: "No reasons yet",
      words: "Once customers see the survey, this says which reasons they choose, and how that changes.",
    }
    return <ChartPanel {...shared} shape="bars" state={empty} chart={() => null} />
  }
  const most = Math.max(...bars.map(({ row }) => row.share.of))
  const summary = reasonsSummary(reasons, bars)
  if (shown !== "all") {
    const [breakdowns, dimension] =
      shown === "plan" ? ([reasons.byPlan, "planId"] as const) : ([reasons.byAge, "ageYears"] as const)
    const plans = insights.cohorts?.plans ?? []
    const nameOf = (value: string | null) =>
      dimension === "planId"
        ? planName(
            value,
            plans.find((plan) => plan.planId === value && plan.others === undefined)?.name ?? "",
            undefined,
          )
        : valueLabel(dimension, value)
    const data = reasonHeat(reasons, breakdowns, dimension, linkTo, nameOf)
    return (
      <ChartPanel
        {...shared}
        shape="table"
        state={{ kind: "ready", data, summary: amongSummary(reasons, bars, breakdowns, nameOf) }}
        chart={() => (
          <HeatTable
            label={`Reasons ${shown === "plan" ? "by plan" : "by age"}`}
            data={data}
            measure="Share"
          />
        )}
      />
    )
  }
  return (
    <ChartPanel
      {...shared}
      shape="bars"
      state={{
        ...{ kind: "ready", summary, few: fewWords(most) },
        data: { head: "Reason", rows: bars, columns: reasonColumns(bars) },
      }}
      chart={(data) => <BarList label="Share of each reason" data={data} beside={beside} />}
    />
  )
}

interface ReasonNotesProps {
  rows: readonly ReasonRow[]
  unanswered: Reasons["unanswered"]
  place: Place
}

function ReasonNotes({ rows, unanswered, place }: ReasonNotesProps) {
  return (
    <>
      {unanswered.rate !== null && unanswered.count > 0 && (
        <p className={classes.note}>
          {countWords(unanswered.count, "session")} ({percent(unanswered.rate)}) saw the survey and chose
          nothing.
        </p>
      )}
      {rows.length > 0 && (
        <details>
          <summary>Trends, wording, and what customers wrote</summary>
          <ul className={classes.reasons}>
            {rows.map((row) => (
              <li key={row.reason} className={classes.reason}>
                <span className={classes.name}>
                  <InlineText text={shorten(row.name, 120)} otherwise="without words" />
                </span>
                {row.trend.length > 1 && (
                  <Sparkline values={row.trend.map(({ share }) => share.rate)} label={trendWords(row)} />
                )}
                <ReasonTexts row={row} place={place} />
                <Wordings row={row} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** The way of a share in words, for who cannot see its line. */
function trendWords({ trend }: ReasonRow): string {
  const told = trend.filter(({ share }) => share.rate !== null)
  const [first, last] = [told[0], told.at(-1)]
  if (!first || !last) return "No trend yet"
  return `${first.label}: ${percent(first.share.rate)}, ${last.label}: ${percent(last.share.rate)}`
}

/** What the choice said when. One wording that it always had is its name already. */
function Wordings({ row: { wordings } }: { row: ReasonRow }) {
  if (wordings.length < 2) return null
  return (
    <div className={classes.wordings}>
      <p>{countWords(wordings.length, "wording")}, the newest first:</p>
      <ul>
        {wordings.map(({ text, versions }) => (
          <li key={text}>
            <InlineText text={text} otherwise="without words" />{" "}
            {versions.length > 0 && <span>({versions.map(versionWords).join(", ")})</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

const versionWords = ({ name, publishedAt }: ReasonRow["wordings"][number]["versions"][number]): string => {
  const day = calendarDate(publishedAt)
  return day ? `${name}, ${day}` : name
}
