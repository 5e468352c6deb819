import { modes } from "@holdfast/protocol"
import { Fragment, type ReactNode } from "react"
import type { ShownInsights } from "../../api/insights.ts"
import { daysPhrase } from "../../time/date-range.ts"
import { isSpanning } from "../view/scope-of.ts"
import { modeLabels } from "../view/view.ts"
import { sessions } from "./figure-words.ts"
import classes from "./how-made.module.css"
import { linkTo, only, type Place, valid } from "./link-to.ts"
import { SessionsLink } from "./sessions-link.tsx"

interface HowMadeProps {
  insights: ShownInsights
  place: Place
  /** The definition, in a sentence or a few. */
  children: ReactNode
}

/** What a figure means, over which sessions, and which of them are in it and which are not, each with its way there. */
export function HowMade({ insights, place, children }: HowMadeProps) {
  const { now, outside } = insights.headline
  const lines = [
    { what: "counted", count: now.sessions, href: linkTo(place, valid) },
    {
      what: "of them of customers nobody vouched for",
      ...{ count: now.unverified, href: linkTo(place, [...valid, only("verified", "false")]) },
    },
    {
      what: "of them without a price, in no amount",
      ...{ count: now.unpriced, href: linkTo(place, [...valid, only("priced", "false")]) },
    },
    {
      what: "left out: still in progress",
      ...{ count: outside.open, href: linkTo(place, [only("outcome", "open")]) },
    },
    {
      what: "left out: bounced, another session of the customer within 24 hours says more",
      ...{ count: outside.bounced, href: linkTo(place, [only("bounced", "true")]) },
    },
  ]
  return (
    <div className={classes.made}>
      <div>{children}</div>
      <p>{filterWords(place)}</p>
      <ul className={classes.lines}>
        {lines.map(({ what, count, href }) => (
          <li key={what}>
            <SessionsLink href={count > 0 ? href : null}>{sessions(count)}</SessionsLink> {what}
          </li>
        ))}
      </ul>
      <p>
        <OtherModes place={place} /> sessions are in none of it.
      </p>
      <p>
        Together with what is left out these are the {sessions(insights.streamCount)} of the list below, at
        the same moment. Days begin at midnight in {insights.timeZone}.
      </p>
    </div>
  )
}

/** `Test and sandbox`, each with the way to the same page of it. */
function OtherModes({ place }: { place: Place }) {
  const others = modes.filter((mode) => mode !== place.view.mode)
  return others.map((mode, nth) => (
    <Fragment key={mode}>
      {nth > 0 && " and "}
      <SessionsLink href={linkTo({ ...place, view: { ...place.view, mode } }, [])}>
        {nth > 0 ? modeLabels[mode].toLowerCase() : modeLabels[mode]}
      </SessionsLink>
    </Fragment>
  ))
}

/** `Over live sessions, 26 Aug – 23 Nov, with 2 filters.` */
function filterWords({ view, today }: Place): string {
  const mode = `${modeLabels[view.mode].toLowerCase()} sessions`
  if (isSpanning(view)) return `Over all ${mode} that the search finds. Days and filters rest while it does.`
  const filters = view.choices.length
  const narrowed = [
    ...(filters > 0 ? [filters === 1 ? "with the filter chosen" : `with the ${filters} filters chosen`] : []),
    ...(view.search ? ["that the search finds"] : []),
  ]
  return `Over ${[`${mode}, ${daysPhrase(view.range, today)}`, ...narrowed].join(", ")}.`
}
