import type { GoalFigure, Rate } from "@holdfast/protocol/dashboard"
import { type ReactNode, useMemo } from "react"
import type { Choices } from "../../api/choice.ts"
import type { ShownInsights } from "../../api/insights.ts"
import { BarList, type BarRow } from "../../charts/bar-list.tsx"
import type { ChartColumn, ChartData } from "../../charts/chart-data.ts"
import { ChartPanel } from "../../charts/chart-panel.tsx"
import { digits } from "../../parts/digits.ts"
import { fewWords, interval, isFew, percent, sessions } from "./figure-words.ts"
import { heldGoalWords, shownGoal } from "./goals/shown-goal.ts"
import { useGoals } from "./goals/use-goals.tsx"
import { HowMade } from "./how-made.tsx"
import classes from "./insights.module.css"
import { linkTo, not, only, type Place, valid } from "./link-to.ts"
import type { PanelProps } from "./panel-props.ts"
import { SessionsLink } from "./sessions-link.tsx"
import { wideData } from "./wide-data.ts"

interface RateRow extends BarRow {
  count: number | null
  of: number
  /** How many did not cancel, of whom a held rate is told. */
  saves: number | null
}

const goalColumn: ChartColumn<RateRow> = {
  head: "Goal",
  says: ({ goal }) => percent(goal?.value ?? null),
  cell: ({ goal }) => goal?.value ?? null,
}

const columns: ChartColumn<RateRow>[] = [
  {
    head: "Sessions",
    says: ({ count }) => (count === null ? null : digits.format(count)),
    cell: ({ count }) => count,
  },
  { head: "Of", says: ({ of }) => digits.format(of), cell: ({ of }) => of },
  { head: "Rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  {
    head: "Did not cancel",
    says: ({ saves }) => (saves === null ? null : digits.format(saves)),
    cell: ({ saves }) => saves,
  },
]
const beside = ["Sessions", "Of", "Rate"]

const rateRow = (
  place: Place,
  label: string,
  { rate, low, high, count, of }: Rate,
  choices: Choices,
  goal: RateRow["goal"] = null,
): RateRow => ({
  ...{ key: label, label, href: count > 0 ? linkTo(place, choices) : null },
  ...{ value: rate, low, high, isFew: isFew(of), shade: "accent", count, of, saves: null },
  goal,
})

interface RateBarsProps {
  title: string
  fileName: string
  panel: PanelProps
  data: ChartData<BarRow>
  summary: string
  /** The sessions that have ended: without any there is nothing to show. */
  ended: Rate
  /** What stands here once one has. */
  emptyWords: string
  menu?: ReactNode
  howMade: ReactNode
  children: ReactNode
}

/** Rates of the same sessions as bars, one below the other. */
function RateBars({ title, panel, data, summary, ended, emptyWords, howMade, ...rest }: RateBarsProps) {
  const { insights, place } = panel
  return (
    <ChartPanel
      {...rest}
      title={title}
      shape="bars"
      fileName={panel.fileName(rest.fileName)}
      state={
        ended.of > 0
          ? { kind: "ready", data, summary, few: fewWords(insights.headline.now.saveRate.of) }
          : { kind: "empty", title: "No session has ended in these days", words: emptyWords }
      }
      howMade={
        <HowMade insights={insights} place={place}>
          {howMade}
        </HowMade>
      }
      chart={(data) => <BarList label={title} data={data} beside={beside} full={1} />}
    />
  )
}

/** The three answers to "how many do we keep": at the door, with offers, and for good. */
export function SaveRatesPanel(panel: PanelProps) {
  const { insights, place } = panel
  const data = useMemo(() => ratesOf(insights, place), [insights, place])
  const goals = useGoals(insights, rateFigures)
  return (
    <RateBars
      title="Save rates"
      fileName="save-rates"
      panel={panel}
      data={data}
      summary={ratesSummary(insights)}
      ended={insights.headline.now.saveRate}
      emptyWords="The save rate, the offer save rate and the held rates stand here."
      menu={goals.menu}
      howMade={
        <>
          <p>
            Save rate: counted sessions that did not end in a cancellation, of all counted sessions. An
            abandoned session counts as saved.
          </p>
          <p>
            Offer save rate: those that took an offer, of those that took an offer or cancelled. Abandoned
            sessions are in neither.
          </p>
          <p>
            Held after 30, 60 and 90 days: of those that did not cancel, the share still subscribed so many
            days later, by Kaplan and Meier. A save that is too young says nothing yet and does not count as
            held.
          </p>
        </>
      }
    >
      {goals.dialog}
    </RateBars>
  )
}

function ratesOf(insights: ShownInsights, place: Place) {
  const { headline, held } = insights
  const { saveRate, offerSaveRate } = headline.now
  const kept = [...valid, not("outcome", "canceled")]
  const goal = (figure: GoalFigure) => {
    const shown = shownGoal(insights, figure)
    return shown?.target == null ? null : { value: shown.target, says: `Goal ${shown.level}` }
  }
  const rows = [
    rateRow(place, "Save rate", saveRate, kept, goal("saveRate")),
    rateRow(
      place,
      "Offer save rate",
      offerSaveRate,
      [...valid, only("outcome", "saved")],
      goal("offerSaveRate"),
    ),
    ...(held?.rates ?? []).map(
      ({ days, rate, low, high, atRisk }): RateRow => ({
        ...{ key: `held ${days}`, label: `Held ${days} days`, saves: held?.saves ?? 0 },
        href: held?.saves ? linkTo(place, kept) : null,
        ...{ value: rate, low, high, isFew: isFew(atRisk), shade: "save-3", count: null, of: atRisk },
        goal: goal(`held${days}`),
      }),
    ),
  ]
  const told = rows.some(({ goal }) => goal) ? [...columns, goalColumn] : columns
  return wideData<BarRow, RateRow>("Rate", rows, told)
}

const rateFigures = ["saveRate", "offerSaveRate", "held30", "held60", "held90"] as const

/** The save rates in sentences, each with how it stands to its goal. */
function ratesSummary(insights: ShownInsights): string {
  const { saveRate, offerSaveRate } = insights.headline.now
  const beside = (figure: GoalFigure) => {
    const phrase = shownGoal(insights, figure)?.phrase
    return phrase ? `, ${phrase}` : ""
  }
  return [
    `${percent(saveRate.rate)} did not cancel${beside("saveRate")}.`,
    `Of those who took an offer or cancelled, ${percent(offerSaveRate.rate) ?? "none"} took the offer${beside("offerSaveRate")}.`,
    ...heldGoalWords(insights),
  ].join(" ")
}

/** What the rule of bounces does to the save rate. */
export function BouncesPanel(panel: PanelProps) {
  const { insights, place } = panel
  const { bounced, saveRate, withoutRule } = insights.bounces
  const data = useMemo(() => {
    const settled = not("outcome", "open")
    const rows = [
      rateRow(place, "As it is", saveRate, [...valid, not("outcome", "canceled")]),
      rateRow(place, "If bounced sessions counted", withoutRule, [settled, not("outcome", "canceled")]),
    ]
    return wideData<BarRow, RateRow>("Save rate", rows, columns)
  }, [saveRate, withoutRule, place])
  return (
    <RateBars
      title="Bounces"
      fileName="bounces"
      panel={panel}
      data={data}
      summary={bounceWords(bounced, saveRate, withoutRule)}
      ended={withoutRule}
      emptyWords="How many sessions were set aside, and what they would change, stands here."
      howMade={
        <p>
          One session of a customer within 24 hours counts: the most relevant one. A decision is more relevant
          than an abandonment, and among equals the later one is. The others are bounced.
        </p>
      }
    >
      {bounced > 0 && (
        <p className={classes.more}>
          <SessionsLink href={linkTo(place, [only("bounced", "true")])}>
            Show the {sessions(bounced)} that bounced
          </SessionsLink>
        </p>
      )}
    </RateBars>
  )
}

function bounceWords(bounced: number, saveRate: Rate, withoutRule: Rate): string {
  if (bounced === 0) return "No session was set aside by another one of the same customer."
  const now = percent(saveRate.rate)
  const without = `With them the save rate would be ${percent(withoutRule.rate)}`
  return `${sessions(bounced)} set aside by another one of the same customer. ${without}${now ? `, and not ${now}` : ""}.`
}
