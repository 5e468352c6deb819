import type { Child } from "../render/jsx-runtime.ts"
import { Confirm } from "../view/confirm.tsx"
import type { FlowStepProps } from "../view/scene.ts"
import { CancelNow } from "./cancel-now.tsx"
import { Freeform } from "./freeform.tsx"
import { Offer } from "./offer.tsx"
import { Survey } from "./survey.tsx"

/**
 * The second script, `flow-<hash>.js`: what only an opened flow needs. `app.js` loads it, draws with it, and asks it what
 * of the flow can be shown, what an offer comes to, what is wrong with the page's options, and which part of them the reports
 * need.
 */

export { warnOfMistakes } from "../mistakes/warn-of-mistakes.ts"
export { withDynamicOffers } from "../run/dynamic-offers.ts"
export { termsOf } from "../run/offer-terms.ts"
export { whatIsMissing } from "../run/what-is-missing.ts"
export { prepareRun } from "./prepare-run.ts"
export { showableSteps } from "./showable-steps.ts"
export { styles } from "./styles.ts"

export function Step({ scene, screen }: FlowStepProps): Child {
  return (
    <>
      <View scene={scene} screen={screen} />
      {scene.recording?.on && scene.recording.hasNotice ? <p class="notice">{scene.words.recorded}</p> : null}
      {scene.hasCancelNow ? <CancelNow scene={scene} /> : null}
    </>
  )
}

function View({ scene, screen }: FlowStepProps): Child {
  if (screen.stepType === "SURVEY") return <Survey scene={scene} screen={screen} />
  if (screen.stepType === "OFFER") return <Offer scene={scene} screen={screen} />
  if (screen.stepType === "FREEFORM") return <Freeform scene={scene} screen={screen} />
  return <Confirm scene={scene} screen={screen} />
}
