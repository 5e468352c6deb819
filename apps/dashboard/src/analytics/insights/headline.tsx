import {
  amountsToTell,
  type GoalFigure,
  type Headline as Headlined,
  isMoneyGoal,
  smallSample,
  type TimePoint,
} from "@holdfast/protocol/dashboard"
import { UnstyledButton } from "@mantine/core"
import { Fragment, type ReactNode } from "react"
import type { Choices } from "../../api/choice.ts"
import type { ShownInsights } from "../../api/insights.ts"
import { GoalTrack } from "../../charts/goal-track.tsx"
import { Sparkline } from "../../charts/sparkline.tsx"
import { digits } from "../../parts/digits.ts"
import linkClasses from "../session-count.module.css"
import { choose } from "../view/choices.ts"
import { isSpanning } from "../view/scope-of.ts"
import type { View } from "../view/view.ts"
import {
  fewWords,
  interval,
  isFew,
  type Moved,
  money,
  movedCount,
  movedRate,
  percent,
  sessions,
  tenths,
} from "./figure-words.ts"
import { GoalButton } from "./goals/goal-button.tsx"
import { goalOfUnit, type ShownGoal, shownGoal } from "./goals/shown-goal.ts"
import classes from "./headline.module.css"
import grid from "./insights.module.css"
import { linkTo, not, only, type Place, valid } from "./link-to.ts"
import { SessionsLink } from "./sessions-link.tsx"

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
  const few = fewWords(now.sessions)
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
        <Money
          name="Kept a month"
          figure="kept"
          insights={insights}
          hrefOf={(code) => link(not("outcome", "canceled"), only("currency", code), only("priced", "true"))}
          isGrey={isGrey}
        />
        <Money
          name="Lost a month"
          figure="lost"
          insights={insights}
          hrefOf={(code) => link(only("outcome", "canceled"), only("currency", code), only("priced", "true"))}
          isGrey={isGrey}
        />
      </ul>
      <div className={classes.notes}>
        {now.sessions === 0 && <p>No session has ended in these days, so there is nothing to say yet.</p>}
        {few && <p className={classes.few}>{few}</p>}
        {now.unpriced > 0 && (
          <p>
            <SessionsLink href={link(only("priced", "false"))}>{sessions(now.unpriced)}</SessionsLink> without
            a price, in no amount
          </p>
        )}
        {now.unverified > 0 && (
          <p>
            <SessionsLink href={link(only("verified", "false"))}>{sessions(now.unverified)}</SessionsLink> of
            customers nobody vouched for
            {!isSpanning(place.view) && (
              <UnstyledButton
                className={linkClasses.leaveOut ?? ""}
                aria-label="Leave out customers nobody vouched for"
                onClick={() =>
                  onView((view) => ({
                    ...view,
                    choices: choose(view.choices, "verified", "false", "excluded"),
                  }))
                }
              >
                Leave out
              </UnstyledButton>
            )}
          </p>
        )}
      </div>
    </>
  )
}

interface FigureProps {
  name: string
  figure: GoalFigure
  insights: ShownInsights
  moved: Moved | null
  children: ReactNode
}

const Figure = ({ name, figure, insights, moved, children }: FigureProps) => (
  <li className={classes.figure}>
    <div className={classes.head}>
      <p className={classes.name}>{name}</p>
      <GoalButton name={name} figure={figure} insights={insights} />
    </div>
    {children}
    {!isMoneyGoal(figure) && <GoalNote shown={shownGoal(insights, figure)} />}
    {moved && (
      <p className={`${classes.aside} hf-figures`} title={moved.says}>
        {moved.text}
      </p>
    )}
  </li>
)

const GoalNote = ({ shown }: { shown: ShownGoal | null }) =>
  shown && (
    <p className={`${classes.aside} hf-figures`} title={shown.phrase ?? undefined}>
      {shown.note}
    </p>
  )

interface ValueProps {
  name: string
  href: string | null
  isGrey: boolean
  isLess?: boolean
  children: string
}

/** Its name is part of what a screen reader says of the link. */
const Value = ({ name, href, isGrey, isLess = false, children }: ValueProps) => (
  <p className={classes.value} data-figure={name}>
    <SessionsLink
      href={href}
      className={[classes.number, isGrey && classes.grey, isLess && classes.less, "hf-figures"]
        .filter(Boolean)
        .join(" ")}
      label={`${name}: ${children}`}
    >
      {children}
    </SessionsLink>
  </p>
)

interface WayProps {
  name: string
  points: readonly TimePoint[]
  of: (point: TimePoint) => number | null
  says: (value: number | null) => string | null
  /** What each point is to be. */
  goal: number | null
}

/** How a figure went, in a few pixels. One point is no way. */
function Way({ name, points, of, says, goal }: WayProps) {
  const values = points.map(of)
  const known = values.filter((value) => value !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (known.length < 2 || first === undefined || last === undefined) return null
  const beside = goal === null ? "" : `, beside its goal of ${says(goal)}`
  return (
    <Sparkline values={values} goal={goal} label={`${name}, from ${says(first)} to ${says(last)}${beside}`} />
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
function Money({ name, figure, insights, hrefOf, isGrey }: MoneyProps) {
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
