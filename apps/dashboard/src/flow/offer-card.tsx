import { type Offer, termsInBlueprint } from "@holdfast/protocol/flow"
import { offerLine } from "../offer-words.ts"
import { Flowing } from "../parts/flowing.tsx"
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
          <Flowing text={header} />
        </p>
      )}
      {description !== "" && (
        <p>
          <Flowing text={description} />
        </p>
      )}
      <p className={classes.buttons}>
        {[cta, declineCta]
          .filter((words) => words !== "")
          .map((words, index) => (
            <span key={index === 0 ? "take" : "decline"} className={classes.button}>
              <Flowing text={words} />
            </span>
          ))}
      </p>
    </div>
  )
}
