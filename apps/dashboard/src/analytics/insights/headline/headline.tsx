import { type Headline as Headlined, smallSample, type TimePoint } from "@holdfast/protocol/dashboard"
import type { Choices } from "../../../api/choice.ts"
import type { ShownInsights } from "../../../api/insights.ts"
import { digits } from "../../../parts/digits.ts"
import type { View } from "../../view/view.ts"
import { interval, isFew, movedCount, movedRate, percent, tenths } from "../figure-words.ts"
import { goalOfUnit, shownGoal } from "../goals/shown-goal.ts"
import grid from "../insights.module.css"
import { linkTo, not, only, type Place, valid } from "../link-to.ts"
import { Figure, Value, Way } from "./figure.tsx"
import classes from "./headline.module.css"
import { HeadlineNotes } from "./headline-notes.tsx"
import { MoneyFigure } from "./money-figure.tsx"

/** `7 d 56.8%`, and of how many where they are few. It is in one line, with what follows it in the next one. */
function recentWords({ days, saveRate: { rate, of } }: Headlined["recent"][number]): string {
  const said = of > 0 && isFew(of) ? `${percent(rate)} (of ${of})` : (percent(rate) ?? "–")
  return `${days} d ${said}`.replaceAll(" ", "\u00a0")
}

interface HeadlineProps {
  insights: ShownInsights
  place: Place
  onView: (change: (view: View) => View) => void
}

/** The six figures that a person looks for first. Each leads to its sessions. */
export function Headline({ insights, place, onView }: HeadlineProps) {
  const { now, before, recent } = insights.headline
  const { points } = insights.overTime
  const link = (...choices: Choices) => linkTo(place, [...valid, ...choices])
  const isGrey = now.sessions < smallSample
  const counts = [
    {
      ...{ name: "Saved", figure: "saved" as const, count: now.saved, was: before?.saved },
      href: link(only("outcome", "saved")),
      of: ({ saved }: TimePoint) => Object.values(saved).reduce((sum, count) => sum + count, 0),
    },
    {
      ...{ name: "Cancelled", figure: "canceled" as const, count: now.canceled, was: before?.canceled },
      ...{ href: link(only("outcome", "canceled")), of: ({ canceled }: TimePoint) => canceled },
    },
  ]
  const rest = { isGrey, insights }
  return (
    <>
      <ul className={grid.headline} aria-label="Headline">
        <Count
          name="Sessions"
          figure="sessions"
          count={now.sessions}
          was={before?.sessions}
          href={link()}
          of={({ saveRate }) => saveRate.of}
          {...rest}
        />
        <Figure
          name="Save rate"
          figure="saveRate"
          insights={insights}
          moved={movedRate(now.saveRate, before?.saveRate)}
        >
          <Value href={link(not("outcome", "canceled"))} isGrey={isGrey} name="Save rate">
            {percent(now.saveRate.rate) ?? "–"}
          </Value>
          <Way
            points={points}
            of={({ saveRate }) => saveRate.rate}
            name="Save rate"
            says={percent}
            goal={shownGoal(insights, "saveRate")?.target ?? null}
          />
          {interval(now.saveRate) && <p className={classes.aside}>Likely {interval(now.saveRate)}</p>}
          <p className={classes.aside}>{recent.map(recentWords).join(", ")}</p>
        </Figure>
        {counts.map((each) => (
          <Count key={each.name} {...each} {...rest} />
        ))}
        <MoneyFigure
          name="Kept a month"
          figure="kept"
          insights={insights}
          hrefOf={(code) => link(not("outcome", "canceled"), only("currency", code), only("priced", "true"))}
          isGrey={isGrey}
        />
        <MoneyFigure
          name="Lost a month"
          figure="lost"
          insights={insights}
          hrefOf={(code) => link(only("outcome", "canceled"), only("currency", code), only("priced", "true"))}
          isGrey={isGrey}
        />
      </ul>
      <HeadlineNotes now={now} place={place} onView={onView} />
    </>
  )
}

interface CountProps {
  name: string
  figure: "sessions" | "saved" | "canceled"
  count: number
  was: number | undefined
  href: string | null
  isGrey: boolean
  insights: ShownInsights
  of: (point: TimePoint) => number
}

const Count = ({ name, figure, count, was, href, isGrey, insights, of }: CountProps) => {
  const { points, unit } = insights.overTime
  const shown = shownGoal(insights, figure)
  return (
    <Figure name={name} figure={figure} insights={insights} moved={movedCount(count, was)}>
      <Value name={name} href={href} isGrey={isGrey}>
        {digits.format(count)}
      </Value>
      <Way
        name={name}
        points={points}
        of={of}
        says={(value) => tenths.format(value ?? 0).replace(".0", "")}
        goal={goalOfUnit(shown, unit)}
      />
    </Figure>
  )
}
