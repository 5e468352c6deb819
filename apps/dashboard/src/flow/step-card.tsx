import { stepTypeNames } from "@holdfast/protocol"
import type { BlueprintStep, ComparedStep, Difference } from "@holdfast/protocol/flow"
import { InlineText } from "../parts/inline-text.tsx"
import { Differences } from "./differences.tsx"
import { OfferCard } from "./offer-card.tsx"
import classes from "./step-card.module.css"
import { SurveyChoices } from "./survey-choices.tsx"

interface StepCardProps {
  /** Its place; null for one of another version. */
  number: number | null
  step: BlueprintStep
  fate: ComparedStep["fate"] | "added"
  differences: readonly Difference[]
}

const fates = { same: null, changed: "Changed since", removed: "Removed since", added: "New since" }

/** One step as customers saw it, marked with what has become of it. */
export function StepCard({ number, step, fate, differences }: StepCardProps) {
  const mark = fates[fate]
  return (
    <article className={classes.card} data-fate={fate}>
      <p className={classes.kind}>
        {number !== null && <span className="hf-figures">{number}. </span>}
        {stepTypeNames[step.stepType]}
        {mark !== null && <span className={classes.fate}>{mark}</span>}
      </p>
      <h3 className={classes.header}>
        <InlineText text={step.header} otherwise="(no heading)" />
      </h3>
      {step.description !== "" && (
        <p className={classes.description}>
          <InlineText text={step.description} />
        </p>
      )}
      <StepContent step={step} />
      <Differences differences={differences} />
    </article>
  )
}

function StepContent({ step }: { step: BlueprintStep }) {
  switch (step.stepType) {
    case "SURVEY":
      return <SurveyChoices survey={step.survey} />
    case "OFFER":
      return <OfferCard offer={step.offer} />
    case "FREEFORM": {
      const { placeholder, required, minLength } = step.freeform
      return (
        <>
          {placeholder !== "" && (
            <p className={classes.field}>
              <InlineText text={placeholder} />
            </p>
          )}
          <p className={classes.rule}>
            {required ? "An answer is required" : "May be left empty"}
            {minLength > 0 && `; at least ${minLength} characters`}
          </p>
        </>
      )
    }
    case "CONFIRM":
      return (
        <p className={classes.rule}>
          {step.confirm.acknowledgement ? (
            <>
              Confirmation box:{" "}
              <InlineText text={step.confirm.acknowledgementText} otherwise="a box without words" />
            </>
          ) : (
            "No confirmation box"
          )}
        </p>
      )
  }
}
