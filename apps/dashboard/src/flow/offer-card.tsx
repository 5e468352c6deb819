import { type Offer, offerLine, termsInBlueprint } from "@holdfast/protocol/flow"
import { InlineText } from "../parts/inline-text.tsx"
import classes from "./offer-card.module.css"

/** An offer as it was put to customers, with its terms. */
export function OfferCard({ offer }: { offer: Offer }) {
  const { header, description, cta, declineCta } = offer.copy
  return (
    <div className={classes.offer}>
      <p className={classes.terms}>
        Offer: <bdi>{offerLine(termsInBlueprint(offer))}</bdi>
      </p>
      {header !== "" && (
        <p className={classes.header}>
          <InlineText text={header} />
        </p>
      )}
      {description !== "" && (
        <p>
          <InlineText text={description} />
        </p>
      )}
      <p className={classes.buttons}>
        {[cta, declineCta]
          .filter((words) => words !== "")
          .map((words, index) => (
            <span key={index === 0 ? "take" : "decline"} className={classes.button}>
              <InlineText text={words} />
            </span>
          ))}
      </p>
    </div>
  )
}
