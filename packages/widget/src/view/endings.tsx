import type { OfferType } from "@holdfast/protocol"
import type { Phase } from "../flow/phase.ts"
import type { WordKey } from "../words/index.ts"
import { Actions, Button, Heading, Lead } from "./parts.tsx"
import type { Scene } from "./scene.ts"

const doneWords: Partial<Record<OfferType, WordKey>> = {
  DISCOUNT: "doneDiscount",
  PAUSE: "donePause",
  PLAN_CHANGE: "donePlan",
  TRIAL_EXTENSION: "doneTrial",
  CONTACT: "doneContact",
}

/** The decision stands, or is kept to be sent later: the customer is told which. */
export function Done({ scene, phase }: { scene: Scene; phase: Extract<Phase, { kind: "done" }> }) {
  const { state, moves, language } = scene
  const { words } = language
  const { decision } = state
  const isCancelled = decision?.kind !== "accepted"
  const taken = decision?.kind === "accepted" && doneWords[decision.offer.offerType ?? "CUSTOM"]
  const title = phase.isSavedForLater ? "savedTitle" : isCancelled ? "doneCancel" : taken || "doneOffer"
  const lead = phase.isSavedForLater ? words.savedBody : isCancelled ? words.thanks : words.glad
  return (
    <div class="ending">
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d={phase.isSavedForLater ? "M24 13v12l7 5" : "M15 25l6 6 12-13"} />
      </svg>
      <Heading>{words[title]}</Heading>
      <Lead>{phase.message ?? lead}</Lead>
      <Actions>
        <Button kind="fill" onClick={moves.goToAccount}>
          {words.goToAccount}
        </Button>
      </Actions>
    </div>
  )
}

export function Failed({ scene, phase }: { scene: Scene; phase: Extract<Phase, { kind: "failed" }> }) {
  const { moves, language } = scene
  const { words } = language
  return (
    <div class="ending failed" role="alert">
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 13v14M24 33v1" />
      </svg>
      <Heading>{words.failedTitle}</Heading>
      <Lead>{phase.message ?? words.failedBody}</Lead>
      <Actions>
        <Button kind="fill" onClick={phase.retry}>
          {words.tryAgain}
        </Button>
        <Button kind="plain" onClick={moves.returnToStep}>
          {words.back}
        </Button>
      </Actions>
    </div>
  )
}

/** The shape of a step while it comes, and the dots while a decision is carried out. */
export const Waiting = ({ word, isLoading }: { word: string; isLoading: boolean }) => (
  <div class={isLoading ? "skeleton" : "ending"} aria-busy="true">
    {isLoading ? null : (
      <div class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    )}
    <Heading>{word}</Heading>
    {isLoading ? (
      <div aria-hidden="true">
        <b />
        <b />
        <b />
        <b />
      </div>
    ) : null}
  </div>
)
