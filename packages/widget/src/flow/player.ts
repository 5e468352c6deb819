import { complain, tell } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import { minimalFlow } from "../run/flow-screens.ts"
import { type RunState, screenOf, startRun } from "../run/run-state.ts"
import type { Stage } from "../view/stage.tsx"
import type { CurrentRun } from "./current-run.ts"
import type { Reporter } from "./reporter.ts"
import { sessionResultsOf } from "./session-results.ts"

/** Plays a run: puts it on the stage, and ends it. */
export interface Player {
  /** The stage is ready, unless the customer has closed the flow before. */
  enter(stage: Stage): void
  draw(): void
  /** To another step, or to the same one with more said. A step that cannot be shown leads to the built-in one. */
  show(next: RunState): void
  /** To the built-in flow: a fault must not keep anybody from cancelling. */
  fallBack(error: unknown): void
  /** Takes the flow off the page. A decision under way is waited for before the run ends, but not for long. */
  close(): void
  isClosed(): boolean
  /** Ends the run: the last report, and the page is told. */
  finish(): void
  isOver(): boolean
  isInPage(): boolean
}

/** @param onOver the run has ended */
export function makePlayer(
  run: CurrentRun,
  reporter: Reporter,
  options: FlowOptions,
  onOver: () => void,
): Player {
  let stage: Stage | null = null
  let isClosed = false
  let isOver = false

  const player: Player = {
    enter(opened) {
      stage = opened
      if (isClosed) stage.close()
      player.draw()
    },
    draw() {
      if (!isClosed) stage?.draw(run.state, run.setting)
    },
    show(next) {
      const [before, after] = [screenOf(run.state), screenOf(next)]
      const isMove = run.state.visits.length !== next.visits.length
      run.state = next
      try {
        player.draw()
      } catch (error) {
        return player.fallBack(error)
      }
      if (!isMove) return
      reporter.report(null)
      const brief = (screen: typeof after) => screen && { stepType: screen.stepType, guid: screen.guid }
      tell(options, "onStepChange", brief(after), brief(before))
    },
    fallBack(error) {
      complain(options, `a step could not be shown: ${String(error)}`)
      run.degraded ??= "step"
      const { decisionState } = run.state
      run.setting = { ...run.setting, script: null }
      run.state = { ...startRun(minimalFlow, Date.now(), null), decisionState }
      player.draw()
      reporter.report(null)
    },
    close() {
      if (isClosed) return
      isClosed = true
      stage?.close()
      run.setting.watch?.()
      // A decision under way may still be refused.
      if (run.state.phase.kind !== "working") player.finish()
    },
    finish() {
      if (isOver) return
      isOver = true
      if (!run.state.decision) reporter.report("aborted")
      onOver()
      tell(options, "onClose", sessionResultsOf(reporter.facts("aborted"), options))
    },
    isClosed: () => isClosed,
    isOver: () => isOver,
    isInPage: () => stage?.isInPage() !== false,
  }
  return player
}
