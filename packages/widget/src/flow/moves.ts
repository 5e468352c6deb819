import { tell } from "../callbacks.ts"
import { termsOf } from "../run/offer-terms.ts"
import * as step from "../run/run-moves.ts"
import { type Answers, type RunState, screenOf } from "../run/run-state.ts"
import { whatIsMissing } from "../run/what-is-missing.ts"
import { decide } from "./decide.ts"
import type { Running } from "./running.ts"
import { sessionResultsOf } from "./session-results.ts"
import { toCancel } from "./undertaking.ts"

/** What a customer can do on a screen. */
export interface Moves {
  answer(change: Partial<Answers>): void
  next(): void
  back(): void
  accept(): void
  decline(): void
  cancel(): void
  /** From the error screen back to the step. */
  returnToStep(): void
  goToAccount(): void
  close(): void
}

export function movesOf(running: Running): Moves {
  const { options } = running.parts

  /** Points out what the customer has not said yet; true when the way is free. */
  const mayGoOn = (): boolean => {
    const screen = screenOf(running.state)
    const missing = screen && whatIsMissing(running.state, screen)
    if (!missing) return true
    running.phase = { kind: "step", missing }
    running.draw()
    running.stage?.pointAt(missing.field)
    return false
  }

  const go = (move: (state: RunState, now: number) => RunState) =>
    running.show(move(running.state, Date.now()))

  return {
    answer: (change) => running.show(step.answer(running.state, change)),
    next: () => {
      if (mayGoOn()) go(step.goOn)
    },
    back: () => go(step.goBack),
    decline: () => go(step.decline),
    returnToStep: () => running.show(running.state),
    accept() {
      const { state } = running
      const screen = screenOf(state)
      if (screen?.stepType !== "OFFER") return
      const { guid, offerType } = screen.offer
      const { taken, taking } = termsOf(screen.offer, state.answers, state.blueprintId)
      decide(running, taking, (now) => step.accept(now, { guid, offerType, ...taken }, Date.now()))
    },
    cancel() {
      if (mayGoOn()) decide(running, toCancel(running.facts(null)), (now) => step.cancel(now, Date.now()))
    },
    goToAccount() {
      tell(options, "onGoToAccount", sessionResultsOf(running.facts(null), options.mode))
      running.close()
    },
    close: running.close,
  }
}
