import type { BlueprintStep } from "@holdfast/protocol/flow"
import { InlineText } from "../parts/inline-text.tsx"
import { OfferCard } from "./offer-card.tsx"
import classes from "./survey-choices.module.css"

type Survey = Extract<BlueprintStep, { stepType: "SURVEY" }>["survey"]

/** The choices of a survey, each with the question it raises and the offer it leads to. */
export function SurveyChoices({ survey: { choices, randomize } }: { survey: Survey }) {
  return (
    <>
      <p className={classes.order}>
        {choices.length} choices, {randomize ? "shuffled for every customer" : "in this order"}
      </p>
      <ul className={classes.choices}>
        {choices.map(({ guid, value, followup, offer }) => (
          <li key={guid} className={classes.choice}>
            <p className={classes.value}>
              <InlineText text={value} otherwise="(no words)" />
            </p>
            {followup && (
              <div className={classes.followup}>
                <p>
                  <InlineText text={followup.question} otherwise="(no question)" />
                  {followup.required && <span className={classes.note}> (required)</span>}
                </p>
                <ul>
                  {followup.options.map((option) => (
                    <li key={option.guid}>
                      <InlineText text={option.value} otherwise="(no words)" />
                      {option.offer && <OfferCard offer={option.offer} />}
                    </li>
                  ))}
                  {followup.freeformLabel !== null && (
                    <li>
                      <InlineText text={followup.freeformLabel} otherwise="(no words)" />
                      <span className={classes.note}> (typed)</span>
                    </li>
                  )}
                </ul>
              </div>
            )}
            {offer && <OfferCard offer={offer} />}
          </li>
        ))}
      </ul>
    </>
  )
}
