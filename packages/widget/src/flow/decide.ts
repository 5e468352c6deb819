import { complain, tell } from "../callbacks.ts"
import { customerFor } from "../options.ts"
import type { Effect } from "../run/effect.ts"
import { noteHandler } from "../run/run-moves.ts"
import { inPhase, type RunState } from "../run/run-state.ts"
import { carryOut, handlerFor } from "./carry-out.ts"
import type { FlowContext } from "./flow-context.ts"

/**
 * Carries a decision out and records it. A decision that failed records no outcome: the customer may try again,
 * go back, or close.
 * @param settled the state once the decision stands
 */
export function decide(context: FlowContext, effect: Effect, settled: (state: RunState) => RunState): void {
  carry(context, effect, settled).catch((error: unknown) => complain(context.options, String(error)))
}

async function carry(
  context: FlowContext,
  effect: Effect,
  settled: (state: RunState) => RunState,
): Promise<void> {
  const { run, options, reporter, player } = context
  const { name } = effect
  const handler = handlerFor(options, effect)
  if (handler) run.state = noteHandler(run.state, handler)
  run.state = inPhase(run.state, { kind: "working" })
  player.draw()
  const carried = await carryOut(effect, context)
  const { isDone, message, error, isTakenLater, goTo } = carried
  if (!isDone) {
    if (error) complain(options, error)
    run.state = inPhase(run.state, { kind: "failed", message })
    if (player.isClosed()) player.finish()
    return player.draw()
  }
  run.state = inPhase(settled(run.state), { kind: "done", message, isSavedForLater: !!isTakenLater })
  isTakenLater?.then((isTaken) => {
    if (!isTaken) return
    run.state = inPhase(run.state, { kind: "done", message, isSavedForLater: false })
    player.draw()
  })
  reporter.report(null)
  if ("action" in effect) {
    tell(
      options,
      `on${effect.name}`,
      customerFor(options, run.setting.snapshot),
      ...(effect.told ?? effect.given),
    )
  }
  // A page to write to support on stands beside the merchant's; any other takes its place.
  if (goTo && name === "SupportRequest") window.open(goTo, "_blank", "noopener")
  else if (goTo) location.assign(goTo)
  if (player.isClosed()) return player.finish()
  const isBypassed =
    (name === "Discount" && options.bypassDiscountAppliedScreen === true) ||
    (name === "Pause" && options.bypassPauseAppliedScreen === true)
  // A support chat opens on the page, which the dialog would keep out of reach.
  const opensChat = name === "SupportRequest" && !message && !goTo && !options.preview
  if (isBypassed || opensChat) player.close()
  else player.draw()
}
