import type { Child } from "../render/jsx-runtime.ts"
import type { Screen } from "../run/flow-screens.ts"
import type { Scene } from "../view/scene.ts"
import { Freeform } from "./freeform.tsx"
import { fillMergeFields } from "./merge-fields.ts"
import { Offer } from "./offer.tsx"
import { configOf, takenOffer } from "./offer-record.ts"
import { type StepViews, stepsEvent } from "./step-views.ts"
import { styles } from "./styles.ts"
import { Survey } from "./survey.tsx"
import { themeOf } from "./theme.ts"
import { toAccept } from "./to-accept.ts"
import { stepWords } from "./words/index.ts"

function view(scene: Scene, screen: Screen): Child {
  if (screen.stepType === "SURVEY") return <Survey scene={scene} screen={screen} />
  if (screen.stepType === "OFFER") return <Offer scene={scene} screen={screen} />
  if (screen.stepType === "FREEFORM") return <Freeform scene={scene} screen={screen} />
  return null
}

const detail: StepViews = {
  view,
  styles,
  themeOf,
  fillMergeFields,
  configOf,
  takenOffer,
  toAccept,
  words: stepWords,
}
document.currentScript?.dispatchEvent(new CustomEvent(stepsEvent, { detail }))
