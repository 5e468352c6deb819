import type { Child } from "../render/jsx-runtime.ts"
import type { FlowStepProps } from "../view/scene.ts"
import { Freeform } from "./freeform.tsx"
import { Offer } from "./offer.tsx"
import { Survey } from "./survey.tsx"

/**
 * The second script, `flow-<hash>.js`: what only an opened flow needs. `app.js` loads it, draws with it, and asks it what
 * is wrong with the page's options, and which part of them the reports need.
 */

export { optionMistakes } from "../mistakes/option-mistakes.ts"
export { keepProof } from "./keep-proof.ts"
export { styles } from "./styles.ts"

export function Step({ scene, screen }: FlowStepProps): Child {
  if (screen.stepType === "SURVEY") return <Survey scene={scene} screen={screen} />
  if (screen.stepType === "OFFER") return <Offer scene={scene} screen={screen} />
  return <Freeform scene={scene} screen={screen} />
}
