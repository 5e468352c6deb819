import type { Scene } from "../view/scene.ts"
import { Option } from "./fields.tsx"
import { priceEach } from "./price.ts"

interface PlanProps {
  scene: Scene
  plans: { id: string; name: string; priceMinor: number; currency: string; interval: string }[]
}

/** The plans to switch to; the first is picked until the customer picks another. */
export function PlanTerms({ scene, plans }: PlanProps) {
  const { answers, moves, words } = scene
  const picked = plans.find(({ id }) => id === answers.planId) ?? plans[0]
  return (
    <fieldset class="terms">
      <legend>{words.choosePlan}</legend>
      {plans.map((plan) => (
        <Option
          key={plan.id}
          group="plan"
          label={plan.name}
          note={priceEach(plan.priceMinor, plan.currency, plan.interval, scene)}
          isPicked={plan === picked}
          onPick={() => moves.answer({ planId: plan.id })}
        />
      ))}
    </fieldset>
  )
}
