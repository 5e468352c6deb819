import { complain, tell } from "../callbacks.ts"
import { guarded } from "../guarded.ts"
import { customerFor } from "../options.ts"
import type { Effect } from "../run/effect.ts"
import type { Delivery } from "../run/phase.ts"
import { noteHandler } from "../run/run-moves.ts"
import { inPhase, type RunState } from "../run/run-state.ts"
import { type CarriedOut, carryOut, handlerFor } from "./carry-out.ts"
import type { FlowContext } from "./flow-context.ts"

/** A customer who has waited this long for an answer is told that they need not. */
const slowAfterMs = 10_000

/**
 * Records a decision as asked and has it carried out. It is the customer's from the press of the button, so it stays asked
 * where nobody answers. An answer completes it, however late, and a refusal takes it back: the customer may then
 * try again, go back, or close.
 * @param made the state with the decision
 */
export function decide(context: FlowContext, effect: Effect, made: (state: RunState) => RunState): void {
  carry(context, effect, made).catch((error: unknown) => complain(context.options, String(error)))
}

async function carry(
  context: FlowContext,
  effect: Effect,
  made: (state: RunState) => RunState,
): Promise<void> {
  const { run, options, reporter, player } = context
  const { name } = effect
  const handler = handlerFor(options, effect)
  const before = handler ? noteHandler(run.state, handler) : run.state
  const asked: RunState = { ...made(before), decisionState: "asked" }

  const refuse = ({ message, error }: CarriedOut) => {
    if (error) complain(options, error)
    run.state = inPhase({ ...before, decisionState: "refused" }, { kind: "failed", message })
    if (player.isClosed() && !player.isOver()) return player.finish()
    reporter.report(player.isOver() ? "aborted" : null)
    player.draw()
  }

  run.state = inPhase(asked, { kind: "working" })
  player.draw()
  // before the page's own code runs, which may never answer, or lead away
  reporter.report(null)
  const showSlow = guarded(() => {
    run.state = inPhase(asked, { kind: "slow" })
    if (player.isClosed()) player.finish()
    else player.draw()
  })
  const timer = setTimeout(showSlow, slowAfterMs)
  const carried = await carryOut(effect, context)
  clearTimeout(timer)
  if (!carried.isDone) return refuse(carried)
  const { message, later, goTo } = carried
  const end = ({ open }: CarriedOut, delivery: Delivery) => {
    const decisionState = open ? "asked" : null
    run.state = inPhase({ ...asked, decisionState }, { kind: "done", message, delivery: open ?? delivery })
    reporter.report(null)
  }
  end(carried, null)
  // in a preview nothing has happened that the page could be told of
  if ("action" in effect && options.preview !== true) {
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
  // there is such an option for a discount and for a pause
  const isBypassed = options[`bypass${name as "Discount" | "Pause"}AppliedScreen`] === true
  // A support chat opens on the page, which the dialog would keep out of reach.
  const opensChat = name === "SupportRequest" && !message && !goTo && !options.preview
  if (player.isClosed()) player.finish()
  else if (isBypassed || opensChat) player.close()
  else player.draw()
  if (!later) return
  const answer = await later
  if (!answer.isDone) return refuse(answer)
  end(answer, "arrived")
  player.draw()
}
