import { tell } from "../callbacks.ts"
import { cancelEffect, type Effect } from "../run/effect.ts"
import * as step from "../run/run-moves.ts"
import { atStep, type RunState, screenOf } from "../run/run-state.ts"
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
    // the built-in step, which is there without the script, asks for nothing
    const missing = screen && run.setting.script?.whatIsMissing(run.state, screen)
    if (!missing) return true
    run.state = atStep(run.state, missing)
    player.draw()
    return false
  }

  let retry = () => {}
  /** An action that fails can be tried again as it was. */
  const attempt = (effect: Effect, made: (state: RunState) => RunState) => {
    retry = () => decide(context, effect, made)
    retry()
  }
  const cancel = (atOnce: boolean) =>
    attempt(cancelEffect(reporter.facts(null)), (state) => step.cancel(state, Date.now(), atOnce))

  const go = (move: (state: RunState, now: number) => RunState) => player.show(move(run.state, Date.now()))

  return {
    press() {
      if (!run.state.decision) run.clicks += 1
    },
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
      attempt(effect, (now) => step.accept(now, { guid, offerType, ...taken }, Date.now()))
    },
    cancel() {
      if (mayGoOn()) cancel(false)
    },
    cancelNow: () => cancel(true),
    retry: () => retry(),
    goToAccount() {
      tell(options, "onGoToAccount", sessionResultsOf(reporter.facts(null), options))
      player.close()
    },
    close: player.close,
  }
}
