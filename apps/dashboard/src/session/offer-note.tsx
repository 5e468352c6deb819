import type { RaisedBy, ShownOffer } from "@holdfast/protocol/flow"
import { offerLine, offerPhrase } from "@holdfast/protocol/flow"
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
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
      {offer.raisedBy && <RaisedNote raisedBy={offer.raisedBy} />}
    </div>
  )
}

function RaisedNote({ raisedBy: { kind, answer } }: { raisedBy: RaisedBy }) {
  const words = readableText(answer)
  if (kind === "choice") return <p className={classes.note}>raised by the survey choice</p>
  if (words === null) return <p className={classes.note}>raised by an answer to the follow-up question</p>
  return (
    <p className={classes.note}>
      raised by the answer “<bdi>{shorten(words, 80)}</bdi>”
    </p>
  )
}
