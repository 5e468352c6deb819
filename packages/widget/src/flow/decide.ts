import { tell } from "../callbacks.ts"
import { noteHandler } from "../run/run-moves.ts"
import type { RunState } from "../run/run-state.ts"
import { carryOut } from "./carry-out.ts"
import type { Running } from "./running.ts"
import type { Undertaking } from "./undertaking.ts"

function bypassesSuccess({ handler }: Undertaking, { parts: { options } }: Running): boolean {
  if (handler === "handleDiscount") return options.bypassDiscountAppliedScreen === true
  return handler === "handlePause" && options.bypassPauseAppliedScreen === true
}

type Settled = (state: RunState) => RunState

/**
 * Carries a decision out and records it. A decision that failed records no outcome: the customer may try again,
 * go back, or close.
 * @param settled the state once the decision stands
 */
export function decide(running: Running, what: Undertaking, settled: Settled): void {
  carry(running, what, settled).catch((error: unknown) => running.complain(String(error)))
}

async function carry(running: Running, what: Undertaking, settled: Settled): Promise<void> {
  const { options, office } = running.parts
  running.phase = { kind: "working" }
  running.draw()
  const carried = await carryOut(what, {
    options,
    office,
    run: running.run,
    request: running.isRefused ? null : running.caller,
    onHandler: (name) => {
      running.state = noteHandler(running.state, name)
    },
  })
  if (carried.kind === "failed") {
    if (carried.error) running.complain(carried.error.message)
    const retry = () => decide(running, what, settled)
    running.phase = { kind: "failed", message: carried.message, retry }
    if (running.isClosed) running.finish()
    return running.draw()
  }
  const { message, isSavedForLater, goTo } = carried
  running.state = settled(running.state)
  running.phase = { kind: "done", message, isSavedForLater }
  running.report(null)
  if (what.listener) tell(options, what.listener, ...what.listenerArgs)
  if (goTo?.inNewTab) window.open(goTo.url, "_blank", "noopener")
  else if (goTo) window.location.assign(goTo.url)
  if (running.isClosed) return running.finish()
  // A support chat opens on the page, which the dialog would keep out of reach.
  const opensChat = what.handler === "handleSupportRequest" && !message && !goTo && !options.preview
  if (opensChat || bypassesSuccess(what, running)) running.close()
  else running.draw()
}
