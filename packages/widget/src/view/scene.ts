import type { CustomerSnapshot, FlowAction } from "@holdfast/protocol"
import type { BlueprintStep, FlowCaller, OpenedFlow } from "@holdfast/protocol/flow"
import type { Handlers } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import type { Child } from "../render/jsx-runtime.ts"
import type { Answers } from "../run/answers.ts"
import type { withDynamicOffers } from "../run/dynamic-offers.ts"
import type { RunFlow, Screen, ScreenOf } from "../run/flow-screens.ts"
import type { Missing, Phase } from "../run/phase.ts"
import { canGoBack } from "../run/run-moves.ts"
import { type RunState, screenOf } from "../run/run-state.ts"
import type { post } from "../wire/post.ts"
import type { Language } from "../words/index.ts"

/** What a run is shown with: ours at first, then what came with the flow. */
export interface Setting {
  language: Language
  /** The language of the flow's texts. */
  contentLang: string
  /** What Holdfast knows of the customer. */
  snapshot: CustomerSnapshot | null
  /** Address of the merchant's logo. */
  brandImage?: string | null | undefined
  /** The merchant's colours; ours until they are known. */
  look?: OpenedFlow["look"]
  /** Cancel now is in sight on every step. */
  hasCancelNow?: boolean | undefined
  /** Whether the run is recorded, and the flow says so. */
  recording?: OpenedFlow["recording"]
  /** The second script, where the flow needs one: the built-in step is drawn without it. */
  script: FlowScript | null
  /** Where the run is recorded: told of each drawing with the document that it is in, and without one of the end. */
  watch?: Watch | undefined
}

export type Watch = (home?: Document | ShadowRoot) => void

/** A run as the second script knows it: it may change who is said to call. */
export interface PreparedRun {
  readonly id: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  caller: FlowCaller
  readonly state: RunState
  readonly setting: Setting
}

/** What the second script gives: `steps/flow-script.tsx`. */
export interface FlowScript {
  Step(props: FlowStepProps): Child
  /** Added to those of the panel. */
  styles: string
  /** The steps without what this script cannot show, or nobody carries out. */
  showableSteps(
    steps: readonly BlueprintStep[],
    options: FlowOptions,
    actions: readonly FlowAction[],
  ): BlueprintStep[]
  /** What the customer still has to say before they can go on from this screen; null lets them pass. */
  whatIsMissing(state: RunState, screen: Screen): Missing | null
  /** What an offer is about, which the built-in step has none of. */
  termsOf: NonNullable<RunFlow["termsOf"]>
  /** The steps with the offers that the page wants for this run. */
  withDynamicOffers: typeof withDynamicOffers
  /** Says on the console what is wrong with the page's options; `app` is the App ID that is used. */
  warnOfMistakes(options: FlowOptions, app: string): void
  /**
   * Once the server has opened a run: has it forget what the page knows of its customer, keep what the page says came of an offer of
   * its own, and, where the server says so, be recorded from the first drawing on.
   */
  prepareRun(
    run: PreparedRun,
    options: Handlers,
    answer: OpenedFlow,
    api: string,
    send: typeof post,
  ): Watch | undefined
}

/** What a customer can do on a screen. */
export interface Moves {
  answer(change: Partial<Answers>): void
  next(): void
  back(): void
  accept(): void
  decline(): void
  cancel(): void
  /** From any step, whatever the customer has or has not said there. */
  cancelNow(): void
  /** The customer pressed a button or a choice, whatever comes of it. */
  press(): void
  /** From the error screen: the same decision once more. */
  retry(): void
  /** From the error screen back to the step. */
  returnToStep(): void
  goToAccount(): void
  close(): void
}

/** All that a view of the flow may draw, and the moves that it may make. */
export interface Scene
  extends Pick<Language, "words" | "locale">,
    Pick<Setting, "snapshot" | "brandImage" | "script" | "hasCancelNow" | "recording"> {
  phase: Phase
  /** Null before the flow is there. */
  screen: Screen | null
  /** Tells screens and phases apart: a new one gets the focus on its heading. */
  key: string
  answers: Answers
  missing: Missing | null
  /** The moment that is shown, where it is not the present. */
  now?: Date
  hasBack: boolean
  /** The kind of the offer that the customer took. */
  takenOffer: string | undefined
  moves: Moves
}

export interface StepProps<T extends Screen["stepType"]> {
  scene: Scene
  screen: ScreenOf<T>
}

/** Every step; `app.js` by itself draws the confirm step alone. */
export type FlowStepProps = StepProps<Screen["stepType"]>

export function sceneOf(state: RunState, setting: Setting, moves: Moves): Scene {
  const { phase, answers, decision, visits } = state
  const { language, snapshot, brandImage, script, hasCancelNow, recording } = setting
  const { words, locale } = language
  const isStep = phase.kind === "step"
  const delivery = phase.kind === "done" && phase.delivery
  return {
    words,
    locale,
    snapshot,
    brandImage,
    script,
    hasCancelNow,
    recording,
    phase,
    screen: screenOf(state),
    key: `${delivery || phase.kind}${visits.length}`,
    answers,
    missing: isStep ? phase.missing : null,
    hasBack: isStep && canGoBack(state),
    takenOffer: decision?.kind === "accepted" ? decision.offer.offerType : undefined,
    moves,
  }
}
