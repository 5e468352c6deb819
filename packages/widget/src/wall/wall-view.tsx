import { Mark, tick } from "../view/endings.tsx"
import { Card, Heading, IconButton } from "../view/parts.tsx"
import type { Words } from "../words/index.ts"

/** What is on a wall. */
export type WallPhase =
  | { kind: "asking" }
  | { kind: "working" }
  /** It takes longer than usual, and the customer may go on without the answer. */
  | { kind: "slow" }
  /** The message is for the customer. */
  | { kind: "failed"; message: string | null }
  | { kind: "done"; title: string; lead: string }

export interface WallScene {
  phase: WallPhase
  words: Words
  mark: string
  title: string
  lead: string
  /** What the first button says. */
  main: string
  brandImage: string | null
  isClosable: boolean
  canLogOut: boolean
  moves: WallMoves
}

export interface WallMoves {
  main(): void
  cancel(): void
  logOut(): void
  /** From the error screen: what was asked for once more. */
  retry(): void
  /** From the error screen back to the wall. */
  back(): void
  /** The customer is through. */
  leave(): void
  close(): void
}

/** Two bars, and an exclamation mark. */
export const marks = { pause: "M19 15v18M29 15v18", "failed-payment": "M24 13v14M24 33v1" } as const

function Content({ scene }: { scene: WallScene }) {
  const { phase, words, moves } = scene
  switch (phase.kind) {
    case "asking":
      return (
        <div class="ending">
          <Mark path={scene.mark} />
          <Card
            title={scene.title}
            lead={scene.lead}
            yes={scene.main}
            onYes={moves.main}
            no={words.cancelSubscription}
            onNo={moves.cancel}
          />
        </div>
      )
    case "working":
      return (
        <div class="ending busy" aria-busy="true">
          <Mark path="M15 24h0M24 24h0M33 24h0" />
          <Heading>{words.working}</Heading>
        </div>
      )
    case "slow":
      return (
        <div class="ending busy">
          <Mark path="M15 24h0M24 24h0M33 24h0" />
          <Card title={words.slowTitle} lead={words.slowBody} yes={words.close} onYes={moves.leave} />
        </div>
      )
    case "failed":
      return (
        <div class="ending failed" role="alert">
          <Mark path={marks["failed-payment"]} />
          <Card
            title={words.failedTitle}
            lead={phase.message ?? words.failedBody}
            yes={words.tryAgain}
            onYes={moves.retry}
            no={words.back}
            onNo={moves.back}
          />
        </div>
      )
    case "done":
      return (
        <div class="ending">
          <Mark path={tick} />
          <Card title={phase.title} lead={phase.lead} yes={words.goToAccount} onYes={moves.leave} />
        </div>
      )
  }
}

/** The panel of a wall. Nothing on it closes it, unless it is a soft one or the customer is through. */
export function WallPanel({ scene }: { scene: WallScene }) {
  const { phase, words, brandImage, isClosable, canLogOut, moves } = scene
  return (
    <div class="scroll wall">
      <main class="panel" aria-labelledby="heading">
        <header>
          <span class="icon" />
          {brandImage ? <img class="brand" src={brandImage} alt="" /> : null}
          {isClosable && phase.kind !== "working" && phase.kind !== "slow" ? (
            <IconButton label={words.close} path="M6 6l12 12M18 6L6 18" onClick={moves.close} />
          ) : (
            <span class="icon" />
          )}
        </header>
        <div class="step" key={phase.kind}>
          <Content scene={scene} />
          {canLogOut && (phase.kind === "asking" || phase.kind === "failed") ? (
            <button type="button" class="button link" onClick={moves.logOut}>
              {words.logOut}
            </button>
          ) : null}
        </div>
      </main>
    </div>
  )
}
