import type { Offer as AnyOffer } from "@holdfast/protocol"
import { Actions, Button, Heading, Lead } from "../view/parts.tsx"
import type { Scene, StepProps } from "../view/scene.ts"
import type { WordKey } from "../words/index.ts"
import { DiscountTerms } from "./discount-terms.tsx"
import { PauseTerms } from "./pause-terms.tsx"
import { PlanTerms } from "./plan-terms.tsx"
import { TrialTerms } from "./trial-terms.tsx"

const acceptWords: Record<AnyOffer["offerType"], WordKey> = {
  DISCOUNT: "acceptDiscount",
  PAUSE: "acceptPause",
  PLAN_CHANGE: "acceptPlan",
  TRIAL_EXTENSION: "acceptTrial",
  CONTACT: "acceptContact",
  REDIRECT: "next",
}

function Terms({ scene, offer }: { scene: Scene; offer: AnyOffer }) {
  if (offer.offerType === "DISCOUNT") return <DiscountTerms scene={scene} coupon={offer.coupon} />
  if (offer.offerType === "PAUSE") return <PauseTerms scene={scene} offer={offer} />
  if (offer.offerType === "PLAN_CHANGE") return <PlanTerms scene={scene} plans={offer.plans} />
  if (offer.offerType === "TRIAL_EXTENSION") return <TrialTerms scene={scene} days={offer.days} />
  return null
}

/** Both answers are buttons of the same size: saying no is as easy as saying yes. */
export function Offer({ scene, screen }: StepProps<"OFFER">) {
  const { moves, text, language } = scene
  const { offer } = screen
  const { copy } = offer
  const label = offer.offerType === "REDIRECT" || offer.offerType === "CONTACT" ? offer.label : ""
  const description = text(copy.description || screen.description)
  return (
    <>
      <Heading>{text(copy.header || screen.header)}</Heading>
      <Lead>{description}</Lead>
      <Terms scene={scene} offer={offer} />
      <Actions>
        <Button kind="fill" onClick={moves.accept}>
          {text(copy.cta) || text(label) || language.words[acceptWords[offer.offerType]]}
        </Button>
        <Button kind="plain" onClick={moves.decline}>
          {text(copy.declineCta) || language.words.declineOffer}
        </Button>
      </Actions>
    </>
  )
}
