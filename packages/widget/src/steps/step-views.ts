import type { AcceptedOffer, Offer } from "@holdfast/protocol"
import type { Undertaking } from "../flow/undertaking.ts"
import type { Child } from "../render/jsx-runtime.ts"
import type { Screen } from "../run/flow-screens.ts"
import type { ConfigOf } from "../run/run-facts.ts"
import type { Answers } from "../run/run-state.ts"
import type { Scene } from "../view/scene.ts"
import type { MergeSource } from "./merge-fields.ts"
import type { StepWords } from "./words/en.ts"

/** What the second script hands to the first: how the merchant's questions and offers look and speak. */
export interface StepViews {
  view: (scene: Scene, screen: Screen) => Child
  styles: string
  /** Custom properties that follow from the merchant's colour. */
  themeOf: (primaryColor: string | null, isDark: boolean) => Record<string, string>
  fillMergeFields: (text: string, source: MergeSource) => string
  configOf: ConfigOf
  takenOffer: (offer: Offer, answers: Answers) => AcceptedOffer
  toAccept: (customer: object, offer: Offer, taken: AcceptedOffer, blueprintId: string | null) => Undertaking
  /** By language. */
  words: Record<string, StepWords>
}

/** Said on the script's own tag, so that nothing of it leaks into the page. */
export const stepsEvent = "holdfast-steps"
