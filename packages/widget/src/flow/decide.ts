import { tell } from "../callbacks.ts"
import type { RunState } from "../run/run-state.ts"
import { carryOut } from "./carry-out.ts"
import type { Running } from "./running.ts"
import { customerFor, type Undertaking } from "./undertaking.ts"

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
  const { options } = running.parts
  const { name } = what
  running.phase = { kind: "working" }
  running.draw()
  const { isDone, message, error, isSavedForLater = false, goTo } = await carryOut(what, running)
  if (!isDone) {
    if (error) running.complain(error)
    running.phase = { kind: "failed", message, retry: () => decide(running, what, settled) }
    if (running.isClosed) running.finish()
    return running.draw()
  }
  running.state = settled(running.state)
  running.phase = { kind: "done", message, isSavedForLater }
  running.report(null)
  if ("action" in what) {
    tell(options, `on${what.name}`, customerFor(options, running.snapshot), ...(what.told ?? what.given))
  }
  // A page to write to support on stands beside the merchant's; any other takes its place.
  if (goTo && name === "SupportRequest") window.open(goTo, "_blank", "noopener")
  else if (goTo) location.assign(goTo)
  if (running.isClosed) return running.finish()
  const isBypassed =
    (name === "Discount" && options.bypassDiscountAppliedScreen === true) ||
    (name === "Pause" && options.bypassPauseAppliedScreen === true)
  // A support chat opens on the page, which the dialog would keep out of reach.
  const opensChat = name === "SupportRequest" && !message && !goTo && !options.preview
  if (isBypassed || opensChat) running.close()
  else running.draw()
}
