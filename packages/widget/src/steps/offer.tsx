import type { Offer as AnyOffer } from "@holdfast/protocol/flow"
import { Card } from "../view/parts.tsx"
import type { Scene, StepProps } from "../view/scene.ts"
import { offerWord } from "../words/offer-word.ts"
import { DiscountTerms } from "./discount-terms.tsx"
import { PauseTerms } from "./pause-terms.tsx"
import { PlanTerms } from "./plan-terms.tsx"
import { RebateTerms } from "./rebate-terms.tsx"
import { TrialTerms } from "./trial-terms.tsx"

function Terms({ scene, offer }: { scene: Scene; offer: AnyOffer }) {
  if (offer.offerType === "DISCOUNT") return <DiscountTerms scene={scene} coupon={offer.coupon} />
  if (offer.offerType === "PAUSE") return <PauseTerms scene={scene} offer={offer} />
  if (offer.offerType === "PLAN_CHANGE") return <PlanTerms scene={scene} plans={offer.plans} />
  if (offer.offerType === "REBATE") return <RebateTerms scene={scene} rebate={offer.rebate} />
  if (offer.offerType === "TRIAL_EXTENSION") return <TrialTerms scene={scene} days={offer.days} />
  return null
}

export function Offer({ scene, screen }: StepProps<"OFFER">) {
  const { moves, words } = scene
  const { offer } = screen
  const { copy } = offer
  const label = "label" in offer && offer.label
  return (
    <Card
      title={copy.header || screen.header}
      lead={copy.description || screen.description}
      yes={copy.cta || label || offerWord("accept", offer.offerType, words) || words.next}
      onYes={moves.accept}
      no={copy.declineCta || words.declineOffer}
      onNo={moves.decline}
    >
      <Terms scene={scene} offer={offer} />
    </Card>
  )
}
