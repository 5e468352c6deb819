import type { CustomerSnapshot } from "@holdfast/protocol"
import type { PresentedFlow } from "@holdfast/protocol/flow"
import type { Move, RecordingHead } from "@holdfast/protocol/recording"
import { playableSteps } from "../run/flow-screens.ts"
import { termsOf } from "../run/offer-terms.ts"
import { awaitFlow } from "../run/run-state.ts"
import type { FlowScript, Moves, Scene } from "../view/scene.ts"
import { sceneOf } from "../view/scene.ts"
import type { Language, Words } from "../words/index.ts"
import { afterMove, beforeAll, type Played } from "./after-move.ts"
import { shownSteps } from "./shown-steps.ts"

export interface PlayParts {
  log: { head: RecordingHead; moves: readonly Move[] }
  /** The blueprint of the run, made ready for its customer. */
  blueprint: Pick<PresentedFlow["blueprint"], "id" | "segmentId" | "content">
  /** What Holdfast knew of the customer: prices are worked out from it. */
  customer: CustomerSnapshot | null
  /** The merchant's logo as `data:`, since a player fetches nothing. */
  brandImage?: string | null
  /** Holdfast's words in a language, as the build of the run has them. */
  wordsIn: (uiLang: string) => Record<string, string>
  /** What the second script of the run drew with. */
  script: Pick<FlowScript, "Step">
}

export interface Playback {
  durationMs: number
  /** What is seen so many milliseconds after the run began. */
  at(ms: number): { played: Played; scene: Scene }
}

const nothing = () => {}
const noMoves: Moves = {
  answer: nothing,
  next: nothing,
  back: nothing,
  accept: nothing,
  decline: nothing,
  cancel: nothing,
  cancelNow: nothing,
  press: nothing,
  retry: nothing,
  returnToStep: nothing,
  goToAccount: nothing,
  close: nothing,
}

/** The words of a run: Holdfast's, and those that the page had in their place. A key that is no word is none. */
function languageIn({ uiLang, locale, ownWords }: RecordingHead, wordsIn: PlayParts["wordsIn"]): Language {
  const words = { ...wordsIn(uiLang) }
  for (const [key, text] of ownWords) if (Object.hasOwn(words, key)) words[key] = text
  return { uiLang, locale, words: words as Words }
}

/** The moment of a run, with the date and the hour that its customer had, in the time zone of whoever watches. */
function momentAt({ startedAt, utcOffset }: RecordingHead, ms: number): Date {
  const theirs = new Date(startedAt + ms + utcOffset * 60_000)
  return new Date(
    theirs.getUTCFullYear(),
    theirs.getUTCMonth(),
    theirs.getUTCDate(),
    theirs.getUTCHours(),
    theirs.getUTCMinutes(),
  )
}

/** Plays the log of a run: what its customer saw and did at each moment follows from the log alone. */
export function playLog({ log, blueprint, customer, brandImage, wordsIn, script }: PlayParts): Playback {
  const { head, moves } = log
  const language = languageIn(head, wordsIn)
  const { content, id, segmentId } = blueprint
  const steps = playableSteps(shownSteps(content.steps, head))
  const begun = { ...awaitFlow(), blueprintId: id, segmentId, steps, termsOf }
  const start = beforeAll(begun, head)
  let done = 0
  let reached = start

  const playedAt = (ms: number): Played => {
    if (done > 0 && (moves[done - 1]?.[0] ?? 0) > ms) {
      done = 0
      reached = start
    }
    for (let next = moves[done]; next && next[0] <= ms; next = moves[done]) {
      reached = afterMove(reached, next)
      done += 1
    }
    return reached
  }

  return {
    durationMs: moves.at(-1)?.[0] ?? 0,
    at(ms) {
      const played = playedAt(ms)
      const setting = {
        language,
        contentLang: content.language ?? "en",
        snapshot: customer,
        brandImage: brandImage?.startsWith("data:image/") ? brandImage : null,
        hasCancelNow: head.hasCancelNow,
        recording: { on: true as const, mergeFields: [], hasNotice: head.hasNotice },
        script: played.isBuiltIn ? null : (script as FlowScript),
      }
      const scene = { ...sceneOf(played.run, setting, noMoves), now: momentAt(head, ms) }
      return { played, scene }
    },
  }
}
