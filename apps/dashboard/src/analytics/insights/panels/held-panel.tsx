import type { Held, HeldRate } from "@holdfast/protocol/dashboard"
import { Anchor } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useMemo } from "react"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { SurvivalCurve, type SurvivalRow } from "../../../charts/survival-curve.tsx"
import { countWords } from "../../../exports/size-words.ts"
import { digits } from "../../../parts/digits.ts"
import { Notice } from "../../../parts/notice.tsx"
import { fewWords, interval, isFew, percent } from "../figure-words.ts"
import { type HeldGoal, heldFigures, heldGoals, heldGoalWords } from "../goals/shown-goal.ts"
import { useGoals } from "../goals/use-goals.tsx"
import { HowMade } from "../how-made.tsx"
import { not } from "../link-to.ts"
import { ifAny, type PanelPlace } from "./panel-place.ts"
import { moneyWords } from "./panel-words.ts"
import classes from "./panels.module.css"

const curves = [{ key: "held", label: "Held", shade: "accent" as const }]

interface Step extends SurvivalRow {
  ended: number
  saves: number
  /** What is to be held after this day; null where nothing was set. */
  goal: number | null
}

const goalColumn: ChartColumn<Step> = {
  ...{ head: "Goal", says: ({ goal }) => percent(goal), cell: ({ goal }) => goal },
}

const columns: ChartColumn<Step>[] = [
  { head: "Held", says: ({ rate }) => percent(rate), cell: ({ rate }) => rate },
  { head: "Interval", says: interval },
  { head: "Still followed", says: ({ atRisk }) => digits.format(atRisk), cell: ({ atRisk }) => atRisk },
  { head: "Ended", says: ({ ended }) => digits.format(ended), cell: ({ ended }) => ended },
  {
    ...{ head: "Did not cancel", says: ({ saves }) => digits.format(saves), cell: ({ saves }) => saves },
    hrefOf: ({ href }) => href,
  },
]

/** The steps of the curve: the days on which somebody ended, and those that the page names. */
export function heldSteps(
  { curve, saves }: Held,
  href: string | null,
  goals: readonly HeldGoal[] = [],
): Step[] {
  const named = new Set([0, 30, 60, 90])
  return curve
    .filter(({ day, ended }) => ended > 0 || named.has(day))
    .map(({ day, rate, low, high, atRisk, ended }) => ({
      ...{ key: String(day), label: `Day ${day}`, href, curve: "held" },
      ...{ day, rate, low, high, atRisk, ended, saves, isFew: isFew(atRisk) },
      goal: goals.find((goal) => goal.day === day)?.value ?? null,
    }))
}

/** How many held, in a sentence. */
export function heldSummary({ saves, followed, rates }: Held): string {
  const said = rates.flatMap(({ days, rate }) => (rate === null ? [] : `${percent(rate)} after ${days} days`))
  const of = `${countWords(saves, "session")} did not end in a cancellation, and ${digits.format(followed)} of them ${followed === 1 ? "is" : "are"} followed.`
  return said.length === 0 ? of : `Still subscribed: ${said.join(", ")}. ${of}`
}

/** Who stayed after not cancelling in the flow: the curve, and the rates at 30, 60 and 90 days. */
export function HeldPanel({ held, linkTo, fileName, insights, place }: PanelPlace & { held: Held }) {
  const href = ifAny(held.saves, linkTo([not("outcome", "canceled")]))
  const marked = useMemo(() => heldGoals(insights), [insights])
  const rows = heldSteps(held, href, marked)
  const goals = useGoals(insights, heldFigures)
  const told = marked.length > 0 ? [...columns, goalColumn] : columns
  const isKnown = rows.some(({ rate }) => rate !== null) && held.followed > 0
  return (
    <ChartPanel
      title="Held"
      shape="line"
      menu={goals.menu}
      fileName={fileName("held")}
      state={
        isKnown
          ? {
              kind: "ready",
              data: { head: "Day", rows, columns: told },
              summary: [heldSummary(held), ...heldGoalWords(insights)].join(" "),
              few: fewWords(held.followed),
            }
          : {
              kind: "empty",
              title: "Nothing is known of what came after",
              words:
                held.saves === 0
                  ? "Every session here ended in a cancellation, or there is none."
                  : `${countWords(held.saves, "session")} did not end in a cancellation. Whether those customers stayed will be told here once it is known.`,
            }
      }
      chart={(data, isLarge) => (
        <SurvivalCurve
          label="Who is still subscribed, day after day"
          data={data}
          curves={curves}
          untilDay={90}
          says={(rate) => `${Math.round(rate * 100)}%`}
          count={(customers) => digits.format(customers)}
          goals={marked}
          height={isLarge ? 360 : 200}
        />
      )}
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            Of the valid sessions that did not end in a cancellation, the share still subscribed so many days
            after, by Kaplan and Meier: a save that is 10 days old says nothing about day 30 and does not
            count as held. An end is known from your billing, from events that your own server sends, or from
            a later cancelled session.
          </p>
        </HowMade>
      }
    >
      {goals.dialog}
      {isKnown && <HeldRates rates={held.rates} />}
      <HeldNotes held={held} />
    </ChartPanel>
  )
}

function HeldRates({ rates }: { rates: readonly HeldRate[] }) {
  return (
    <dl className={classes.rates}>
      {rates.map((rate) => (
        <div key={rate.days}>
          <dt>After {rate.days} days</dt>
          <dd className={`${classes.rate} hf-figures`} data-few={isFew(rate.atRisk)}>
            {percent(rate.rate) ?? "–"}
          </dd>
          <dd className={classes.note}>{heldWords(rate)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `45.9–51.5%; 120 followed for so long, 14 too young to tell`. */
export function heldWords(rate: HeldRate): string {
  const likely = rate.rate === null ? null : interval(rate)
  const followed = `${digits.format(rate.atRisk)} followed for so long, ${digits.format(rate.tooYoung)} too young to tell`
  return likely ? `${likely}; ${followed}` : followed
}

/** Of those who left without a session that decided it; one of them may have been saved before. */
export const outsideWords = (subscriptions: number): string =>
  `${countWords(subscriptions, "subscription")} of all customers ended outside the flow in this time, whatever is filtered. Such an end is no session. Where it came after one of these saves, it is an end in this curve.`

function HeldNotes({ held: { missing, boosted, leftOutside, saves, followed } }: { held: Held }) {
  const paid = boosted && boosted.length > 0 ? boosted : null
  return (
    <>
      {missing === "noBilling" && (
        <Notice tone="calm" title="No billing is connected">
          So an end is known only where the customer came back and cancelled. <BillingLink /> to see who
          stayed, and what they paid.
        </Notice>
      )}
      {missing === null && followed < saves && (
        <p className={classes.note}>
          {countWords(saves - followed, "session")} {saves - followed === 1 ? "is" : "are"} not followed: your
          billing told nothing of those customers.
        </p>
      )}
      {paid && (
        <p className={classes.note}>
          Paid after a save: {moneyWords(paid)} on{" "}
          {countWords(
            paid.reduce((sum, { invoices }) => sum + invoices, 0),
            "invoice",
          )}
          .
        </p>
      )}
      {leftOutside !== null && leftOutside > 0 && <p className={classes.note}>{outsideWords(leftOutside)}</p>}
    </>
  )
}

const BillingLink = () => (
  <Anchor renderRoot={(props) => <Link to="/billing" {...props} />} inherit underline="always">
    Connect your billing
  </Anchor>
)
