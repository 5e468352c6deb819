import { tell } from "../callbacks.ts"
import { cancelEffect } from "../run/effect.ts"
import * as step from "../run/run-moves.ts"
import { atStep, type RunState, screenOf } from "../run/run-state.ts"
import { whatIsMissing } from "../run/what-is-missing.ts"
import type { Moves } from "../view/scene.ts"
import { decide } from "./decide.ts"
import type { FlowContext } from "./flow-context.ts"
import { sessionResultsOf } from "./session-results.ts"

/** What the customer's presses do to the run. */
export function movesOf(context: FlowContext): Moves {
  const { run, options, reporter, player } = context

  /** Points out what the customer has not said yet; true when the way is free. */
  const mayGoOn = (): boolean => {
    const screen = screenOf(run.state)
    const missing = screen && whatIsMissing(run.state, screen)
    if (!missing) return true
    run.state = atStep(run.state, missing)
    player.draw()
    return false
  }

  const go = (move: (state: RunState, now: number) => RunState) => player.show(move(run.state, Date.now()))

  const moves: Moves = {
    answer: (change) => player.show(step.answer(run.state, change)),
    next: () => {
      if (mayGoOn()) go(step.goOn)
    },
    back: () => go(step.goBack),
    decline: () => go(step.decline),
    returnToStep: () => player.show(atStep(run.state)),
    accept() {
      const { state } = run
      const screen = screenOf(state)
      if (screen?.stepType !== "OFFER" || !state.termsOf) return
      const { guid, offerType } = screen.offer
      const { taken, effect } = state.termsOf(screen.offer, state.answers, state.blueprintId)
      decide(context, effect, (now) => step.accept(now, { guid, offerType, ...taken }, Date.now()))
    },
    cancel() {
      if (!mayGoOn()) return
      decide(context, cancelEffect(reporter.facts(null)), (now) => step.cancel(now, Date.now()))
    },
    retry: () => (screenOf(run.state)?.stepType === "OFFER" ? moves.accept() : moves.cancel()),
    goToAccount() {
      tell(options, "onGoToAccount", sessionResultsOf(reporter.facts(null), options.mode))
      player.close()
    },
    close: player.close,
  }
  return moves
}
