import { amountsToTell } from "@holdfast/protocol/dashboard"
import { Fragment } from "react"
import type { ShownInsights } from "../../../api/insights.ts"
import { GoalTrack } from "../../../charts/goal-track.tsx"
import { money } from "../figure-words.ts"
import { type ShownGoal, shownGoal } from "../goals/shown-goal.ts"
import { Figure, GoalNote, Value } from "./figure.tsx"
import classes from "./headline.module.css"

interface MoneyProps {
  name: string
  figure: "kept" | "lost"
  insights: ShownInsights
  hrefOf: (currency: string) => string | null
  isGrey: boolean
}

interface Amount {
  currency: string
  minor: number
}

/** More lines than these push the figures below off the screen. */
const mostCurrencies = 3

/** A line a currency, the largest first; they are never added up. Where there are many, a click shows the rest. */
export function MoneyFigure({ name, figure, insights, hrefOf, isGrey }: MoneyProps) {
  const lines = amountsToTell(insights.headline.now.value, figure, insights.goals?.list ?? [])
  const [first, rest] = [lines.slice(0, mostCurrencies), lines.slice(mostCurrencies)]
  const line = ({ currency, minor }: Amount, place: number) => (
    <Fragment key={currency}>
      <Value name={name} href={minor === 0 ? null : hrefOf(currency)} isGrey={isGrey} isLess={place > 0}>
        {money(minor, currency)}
      </Value>
      <MoneyGoal name={name} minor={minor} shown={shownGoal(insights, figure, currency)} />
    </Fragment>
  )
  return (
    <Figure name={name} figure={figure} insights={insights} moved={null}>
      {lines.length === 0 && (
        <Value name={name} href={null} isGrey={isGrey}>
          –
        </Value>
      )}
      {first.map(line)}
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary aria-label={`${name}: ${moreWords(rest.length)}`}>{moreWords(rest.length)}</summary>
          {rest.map((value) => line(value, mostCurrencies))}
        </details>
      )}
    </Figure>
  )
}

function MoneyGoal({ name, minor, shown }: { name: string; minor: number; shown: ShownGoal | null }) {
  if (!shown) return null
  return (
    <>
      {shown.target !== null && (
        <GoalTrack value={minor} goal={shown.target} label={`${name}: ${shown.phrase}`} />
      )}
      <GoalNote shown={shown} />
    </>
  )
}

const moreWords = (count: number): string => `${count} more ${count === 1 ? "currency" : "currencies"}`
