import { tell } from "../callbacks.ts"
import * as step from "../run/run-moves.ts"
import { type Answers, screenOf } from "../run/run-state.ts"
import { whatIsMissing } from "../run/what-is-missing.ts"
import { decide } from "./decide.ts"
import type { Running } from "./running.ts"
import { sessionResultsOf } from "./session-results.ts"
import { customerFor, toCancel } from "./undertaking.ts"

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

  return {
    answer: (change) => running.show(step.answer(running.state, change)),
    next: () => {
      if (mayGoOn()) running.show(step.goOn(running.state, Date.now()))
    },
    back: () => running.show(step.goBack(running.state, Date.now())),
    decline: () => running.show(step.decline(running.state, Date.now())),
    returnToStep: () => running.show(running.state),
    accept() {
      const { state, steps } = running
      const screen = screenOf(state)
      if (screen?.stepType !== "OFFER" || !steps) return
      const taken = steps.takenOffer(screen.offer, state.answers)
      const customer = customerFor(options, running.snapshot)
      const what = steps.toAccept(customer, screen.offer, taken, state.blueprintId)
      decide(running, what, (now) => step.accept(now, taken, Date.now()))
    },
    cancel() {
      if (!mayGoOn()) return
      const what = toCancel(customerFor(options, running.snapshot), running.facts(null))
      decide(running, what, (now) => step.cancel(now, Date.now()))
    },
    goToAccount() {
      tell(options, "onGoToAccount", sessionResultsOf(running.facts(null), options.mode))
      running.close()
    },
    close: () => running.close(),
  }
}
