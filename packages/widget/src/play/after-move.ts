import type { Move, RecordingHead } from "@holdfast/protocol/recording"
import { minimalFlow, playableSteps, screensOf } from "../run/flow-screens.ts"
import { accept, cancel, noteHandler } from "../run/run-moves.ts"
import { enter, inPhase, type RunState, screenOf } from "../run/run-state.ts"

/** What a customer saw and did up to a moment. */
export interface Played {
  run: RunState
  /** The flow went on with the built-in step. */
  isBuiltIn: boolean
  pointer: { x: number; y: number } | null
  press: { at: number; x: number; y: number } | null
  focus: { control: number; isVisible: boolean } | null
  scroll: number
  width: number
  height: number
  isDark: boolean
  /** The tab is in front. */
  isVisible: boolean
  /** How the log ends: the flow was closed, the page went away, or a limit was reached. */
  end: "closed" | "left" | "stopped" | null
  /** The flow has no such screen: another version, or a log that somebody made up. */
  isLost: boolean
}

export const beforeAll = (run: RunState, { width, height, isDark }: RecordingHead): Played => ({
  run,
  isBuiltIn: false,
  pointer: null,
  press: null,
  focus: null,
  scroll: 0,
  width,
  height,
  isDark,
  isVisible: true,
  end: null,
  isLost: false,
})

/** Stands for what was typed. */
const typedText = (length: number) => "•".repeat(length)

const answered = (run: RunState, change: Partial<RunState["answers"]>): RunState => ({
  ...run,
  answers: { ...run.answers, ...change },
})

function runAfter(run: RunState, move: Move): RunState {
  const [at, kind] = move
  switch (kind) {
    case "choice":
      return answered(run, { choiceGuid: move[2] })
    case "followup":
      return answered(run, { followupGuid: move[2] })
    case "typed":
      return answered(run, { [move[2] === "followup" ? "followupText" : "feedback"]: typedText(move[3]) })
    case "acknowledged":
      return answered(run, { acknowledged: move[2] === 1 })
    case "pause":
      return answered(run, { pauseLength: move[2] })
    case "plan":
      return answered(run, { planId: move[2] })
    case "handler":
      return noteHandler(run, move[2])
    case "missing": {
      const [, , word, field, count] = move
      return inPhase(run, { kind: "step", missing: { word, field, ...(count !== null && { count }) } })
    }
    case "phase":
      return inPhase(run, phaseOf(move))
    case "decision":
      return decided(run, move[2], at)
    default:
      return run
  }
}

function phaseOf([, , kind, message, delivery]: Extract<
  Move,
  [number, "phase", ...unknown[]]
>): RunState["phase"] {
  if (kind === "step") return { kind, missing: null }
  if (kind === "failed") return { kind, message }
  return kind === "done" ? { kind, message, delivery } : { kind }
}

function decided(run: RunState, decision: string, at: number): RunState {
  if (decision === "none") return { ...run, decision: null }
  if (decision !== "accepted") return cancel(run, at, decision === "canceledNow")
  const screen = screenOf(run)
  if (screen?.stepType !== "OFFER") return run
  const { guid, offerType } = screen.offer
  return accept(run, { guid, offerType }, at)
}

/** What is seen after a move. */
export function afterMove(before: Played, move: Move): Played {
  const [at, kind] = move
  // whatever happens after the page went away, it came back
  const played: Played = before.end === "left" ? { ...before, end: null } : before
  switch (kind) {
    case "screen": {
      const { run } = played
      const screen = screensOf(run.steps, run.answers).find(({ guid }) => guid === move[2])
      if (!screen) return { ...played, isLost: true }
      return { ...played, run: enter(run, screen, at), scroll: 0, focus: null, isLost: false }
    }
    case "fellBack":
      return {
        ...played,
        isBuiltIn: true,
        run: { ...played.run, visits: [], steps: playableSteps(minimalFlow.steps) },
      }
    case "pointer":
      return { ...played, pointer: { x: move[2], y: move[3] } }
    case "press":
      return { ...played, pointer: { x: move[2], y: move[3] }, press: { at, x: move[2], y: move[3] } }
    case "focus":
      return { ...played, focus: { control: move[2], isVisible: move[3] === 1 } }
    case "scroll":
      return { ...played, scroll: move[2] }
    case "size":
      return { ...played, width: move[2], height: move[3] }
    case "dark":
      return { ...played, isDark: move[2] === 1 }
    case "visible":
      return { ...played, isVisible: move[2] === 1 }
    case "left":
    case "closed":
    case "stopped":
      return { ...played, end: kind }
    case "declined":
    case "key":
    case "thinned":
      return played
    default:
      return { ...played, run: runAfter(played.run, move) }
  }
}
