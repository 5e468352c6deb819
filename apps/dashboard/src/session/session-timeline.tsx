import { stepTypeNames } from "@holdfast/protocol"
import type { SessionPage } from "@holdfast/protocol/dashboard"
import type { ShownOffer, TimelineStep } from "@holdfast/protocol/flow"
import { OutcomeLabel } from "../analytics/row/outcome-label.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { withKeys } from "../parts/with-keys.ts"
import { durationPhrase } from "../time/duration.ts"
import { clockSeconds } from "../time/exact-time.ts"
import { OfferNote } from "./offer-note.tsx"
import classes from "./session-timeline.module.css"

/** What the customer saw, step by step; nothing where a client told nothing of it. */
export function SessionTimeline({ page: { timeline, offers, row } }: { page: SessionPage }) {
  const onSteps = new Set(timeline.flatMap((step) => step.offers))
  const unplaced = offers.filter((_, index) => !onSteps.has(index))
  if (timeline.length === 0 && offers.length === 0) {
    return (
      <PageSection title="Timeline">
        <p className={classes.none}>
          {row.outcome.kind === "open"
            ? "No step has been reported yet."
            : "The client reported no steps for this session."}
        </p>
      </PageSection>
    )
  }
  return (
    <PageSection title="Timeline" aside={timeline.length > 0 && count(timeline.length)}>
      {timeline.length > 0 && (
        <ol className={classes.list}>
          {withKeys(timeline).map(({ item: step, key }) => (
            <li key={key} className={classes.item}>
              <Step step={step} offers={offers} />
            </li>
          ))}
          <li className={classes.item} data-end>
            <OutcomeLabel outcome={row.outcome} label={row.outcomeLabel} />
          </li>
        </ol>
      )}
      {unplaced.length > 0 && (
        <>
          <h3 className={classes.subtitle}>{timeline.length > 0 ? "Further offers" : "Offers"}</h3>
          {withKeys(unplaced).map(({ item: offer, key }) => (
            <OfferNote key={key} offer={offer} />
          ))}
        </>
      )}
    </PageSection>
  )
}

const count = (steps: number) => (steps === 1 ? "1 step" : `${steps} steps`)

function Step({ step, offers }: { step: TimelineStep; offers: readonly ShownOffer[] }) {
  const title = readableText(step.title)
  return (
    <>
      <p className={classes.what}>
        <span className={classes.kind}>{stepName(step)}</span>
        {title !== null && <bdi className={classes.title}>{shorten(title, 300)}</bdi>}
      </p>
      <p className={classes.meta}>
        {step.start !== null && <time dateTime={step.start}>{clockSeconds(new Date(step.start))}</time>}
        <span>{step.durationMs === null ? "not left" : `stayed ${durationPhrase(step.durationMs)}`}</span>
        {step.visit > 1 && <span>came back to it</span>}
        {step.choices !== null && <span>{step.choices} choices</span>}
      </p>
      {step.offers.map((index) => {
        const offer = offers[index]
        return offer && <OfferNote key={index} offer={offer} />
      })}
    </>
  )
}

/** The kind of a step; a custom one by the merchant's own name. */
function stepName({ stepType, customStepType }: TimelineStep): string {
  const own = readableText(customStepType)
  if (stepType === "CUSTOM" && own !== null) return shorten(own, 80)
  return stepType === null ? "Step" : stepTypeNames[stepType]
}
