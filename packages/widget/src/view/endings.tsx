import type { Phase } from "../run/phase.ts"
import { offerWord } from "../words/offer-word.ts"
import { Card, Heading } from "./parts.tsx"
import type { Scene } from "./scene.ts"

export const Mark = ({ path }: { path: string }) => (
  <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
    <path d={path} />
  </svg>
)

export const tick = "M15 25l6 6 12-13"

/** The decision stands, or is kept to be sent later: the customer is told which. */
export function Done({ scene, phase }: { scene: Scene; phase: Extract<Phase, { kind: "done" }> }) {
  const { takenOffer, moves, words } = scene
  const { delivery } = phase
  const doneTitle = takenOffer ? (offerWord("done", takenOffer, words) ?? words.doneOffer) : words.doneCancel
  const [path, title, lead] =
    delivery === "saved"
      ? ["M24 13v12l7 5", words.savedTitle, words.savedBody]
      : [
          tick,
          delivery ? words.arrivedTitle : doneTitle,
          delivery === "asked" ? words.asked : takenOffer ? words.glad : words.thanks,
        ]
  return (
    <div class="ending">
      <Mark path={path} />
      <Card title={title} lead={phase.message ?? lead} yes={words.goToAccount} onYes={moves.goToAccount} />
    </div>
  )
}

export function Failed({ scene, phase }: { scene: Scene; phase: Extract<Phase, { kind: "failed" }> }) {
  const { moves, words } = scene
  return (
    <div class="ending failed" role="alert">
      <Mark path="M24 13v14M24 33v1" />
      <Card
        title={words.failedTitle}
        lead={phase.message ?? words.failedBody}
        yes={words.tryAgain}
        onYes={moves.retry}
        no={words.back}
        onNo={moves.returnToStep}
      />
    </div>
  )
}

/** The shape of a step while it comes. */
export const Loading = ({ word }: { word: string }) => (
  <div class="skeleton" aria-busy="true">
    <Heading>{word}</Heading>
    <b />
    <b />
    <b />
  </div>
)

/** Three dots while a decision is carried out; where that takes long, with a way out. */
export const Working = ({ scene: { phase, moves, words } }: { scene: Scene }) => (
  <div class="ending busy" aria-busy="true">
    <Mark path="M15 24h0M24 24h0M33 24h0" />
    {phase.kind === "slow" ? (
      <Card title={words.slowTitle} lead={words.slowBody} yes={words.close} onYes={moves.close} />
    ) : (
      <Heading>{words.working}</Heading>
    )}
  </div>
)
