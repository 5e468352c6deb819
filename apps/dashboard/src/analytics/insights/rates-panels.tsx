import type { Rate } from "@holdfast/protocol/dashboard"
import { useMemo } from "react"
import type { Choices } from "../../api/choice.ts"
import { BarList, type BarRow } from "../../charts/bar-list.tsx"
import type { ChartColumn } from "../../charts/chart-data.ts"
import { ChartPanel } from "../../charts/chart-panel.tsx"
import { digits } from "../../parts/digits.ts"
import { fewWords, interval, isFew, percent, sessions } from "./figure-words.ts"
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
): RateRow => ({
  ...{ key: label, label, href: count > 0 ? linkTo(place, choices) : null },
  ...{ value: rate, low, high, isFew: isFew(of), shade: "accent", count, of, saves: null },
})

/** The three answers to "how many do we keep": at the door, with offers, and for good. */
export function SaveRatesPanel({ insights, place, fileName }: PanelProps) {
  const { headline, held } = insights
  const data = useMemo(() => {
    const { saveRate, offerSaveRate } = headline.now
    const kept = [...valid, not("outcome", "canceled")]
    const rows = [
      rateRow(place, "Save rate", saveRate, kept),
      rateRow(place, "Offer save rate", offerSaveRate, [...valid, only("outcome", "saved")]),
      ...(held?.rates ?? []).map(
        ({ days, rate, low, high, atRisk }): RateRow => ({
          ...{ key: `held ${days}`, label: `Held ${days} days`, saves: held?.saves ?? 0 },
          href: held?.saves ? linkTo(place, kept) : null,
          ...{ value: rate, low, high, isFew: isFew(atRisk), shade: "save-3", count: null, of: atRisk },
        }),
      ),
    ]
    return wideData<BarRow, RateRow>("Rate", rows, columns)
  }, [headline, held, place])
  const { saveRate, offerSaveRate } = headline.now
  return (
    <ChartPanel
      title="Save rates"
      shape="bars"
      fileName={fileName("save-rates")}
      state={
        saveRate.of > 0
          ? {
              kind: "ready",
              data,
              summary: `${percent(saveRate.rate)} did not cancel. Of those who took an offer or cancelled, ${percent(offerSaveRate.rate) ?? "none"} took the offer.`,
              few: fewWords(saveRate.of),
            }
          : {
              kind: "empty",
              title: "No session has ended in these days",
              words: "The save rate, the offer save rate and the held rates stand here.",
            }
      }
      howMade={
        <HowMade insights={insights} place={place}>
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
        </HowMade>
      }
      chart={(data) => <BarList label="Save rates" data={data} beside={beside} full={1} />}
    />
  )
}

/** What the rule of bounces does to the save rate. */
export function BouncesPanel({ insights, place, fileName }: PanelProps) {
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
    <ChartPanel
      title="Bounces"
      shape="bars"
      fileName={fileName("bounces")}
      state={
        withoutRule.of > 0
          ? {
              kind: "ready",
              data,
              summary: bounceWords(bounced, saveRate, withoutRule),
              few: fewWords(saveRate.of),
            }
          : {
              kind: "empty",
              title: "No session has ended in these days",
              words: "How many sessions were set aside, and what they would change, stands here.",
            }
      }
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            One session of a customer within 24 hours counts: the most relevant one. A decision is more
            relevant than an abandonment, and among equals the later one is. The others are bounced.
          </p>
        </HowMade>
      }
      chart={(data) => <BarList label="Bounces" data={data} beside={beside} full={1} />}
    >
      {bounced > 0 && (
        <p className={classes.more}>
          <SessionsLink href={linkTo(place, [only("bounced", "true")])}>
            Show the {sessions(bounced)} that bounced
          </SessionsLink>
        </p>
      )}
    </ChartPanel>
  )
}

function bounceWords(bounced: number, saveRate: Rate, withoutRule: Rate): string {
  if (bounced === 0) return "No session was set aside by another one of the same customer."
  const now = percent(saveRate.rate)
  const without = `With them the save rate would be ${percent(withoutRule.rate)}`
  return `${sessions(bounced)} set aside by another one of the same customer. ${without}${now ? `, and not ${now}` : ""}.`
}
