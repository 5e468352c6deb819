import type { ShownOffer } from "@holdfast/protocol/flow"
import { offerLine, offerPhrase } from "@holdfast/protocol/flow"
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react"
import classes from "./offer-note.module.css"

const endings = {
  accepted: { word: "accepted", Icon: IconCheck },
  declined: { word: "declined", Icon: IconX },
  left: { word: "neither accepted nor declined", Icon: IconMinus },
}

const stackWords: Record<string, string> = {
  APPLIED: "applied",
  SCHEDULED: "scheduled for later",
  FAILED: "could not be applied",
}

/** One offer with its terms, and what became of it. */
export function OfferNote({ offer }: { offer: ShownOffer }) {
  const { word, Icon } = endings[offer.ending]
  const line = offerLine(offer.terms)
  const taken = offer.taken ? offerPhrase(offer.taken) : null
  const differs = taken !== null && taken !== offerPhrase(offer.terms)
  return (
    <div className={classes.offer} data-ending={offer.ending}>
      <bdi className={classes.terms}>{line}</bdi>
      <p className={classes.ending}>
        <Icon size={14} stroke={2} aria-hidden />
        <span>
          {word}
          {differs && `: ${taken}`}
          {offer.isStacked && ", together with the one before"}
          {offer.stackStatus !== null &&
            `, ${stackWords[offer.stackStatus] ?? offer.stackStatus.slice(0, 40)}`}
        </span>
      </p>
      {offer.isSurveyOffer && <p className={classes.note}>raised by the survey choice</p>}
    </div>
  )
}
