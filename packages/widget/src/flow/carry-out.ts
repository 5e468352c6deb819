import { type HandlerName, hasCallback, runHandler } from "../callbacks.ts"
import { customerFor, type FlowOptions } from "../options.ts"
import type { Effect } from "../run/effect.ts"
import type { Posted } from "../wire/post.ts"
import type { FlowContext } from "./flow-context.ts"

/** A customer waits this long for the merchant's billing; then their request is kept and sent when it can be. */
const patienceMs = 5000

export interface CarriedOut {
  isDone: boolean
  /** Kept in the browser, or on record and carried out by nobody yet. */
  open?: "saved" | "asked"
  /** For the customer. */
  message?: string | null
  /** A fault that the page is to know of. */
  error?: string
  /** The request is kept and sent when it can be: how it is answered then, if this page lives that long. */
  later?: Promise<CarriedOut>
  goTo?: string
}

const done: CarriedOut = { isDone: true }
const failed = (error: string): CarriedOut => ({ isDone: false, error })

/** A page that a flow may send its customer to. `javascript:` and the like are none. */
function isSafe(url: string): boolean {
  try {
    return /^(https?|mailto):$/.test(new URL(url, location.href).protocol)
  } catch {
    return false
  }
}

/** The page's own function that takes the place of Holdfast's action; none in a preview, which does nothing. */
export function handlerFor(options: FlowOptions, { name }: Effect): HandlerName | null {
  const handler = `handle${name}` as const
  return options.preview !== true && hasCallback(options, handler) ? handler : null
}

let revision = 0

/**
 * Makes a decision happen: by the page's own handler where there is one, else by sending the customer on, else
 * by Holdfast's action. A preview does nothing. Never rejects.
 */
export async function carryOut(effect: Effect, context: FlowContext): Promise<CarriedOut> {
  const { run, options, letters, reporter } = context
  if (options.preview === true) return done
  const handler = handlerFor(options, effect)
  if (handler) {
    return runHandler(options, handler, [customerFor(options, run.setting.snapshot), ...effect.given])
  }
  if (!("action" in effect)) {
    const { url } = effect
    if (!url) return done
    return isSafe(url) ? { ...done, goTo: url } : failed("The offer's address is unsafe")
  }
  if (reporter.isMuted()) return failed("Holdfast refused this caller")
  const { action, body } = effect
  revision += 1
  const letter = {
    id: `action:${run.id}`,
    path: "/v1/flow/action",
    body: { ...run.caller, run: run.id, action, body },
    revision,
    at: Date.now(),
  }
  const posted = await letters.postAndWait(letter, patienceMs)
  if (posted.kind !== "waiting") return answerIn(posted)
  return posted.isKept
    ? { ...done, open: "saved", later: posted.settled.then(answerIn) }
    : failed(unreachable)
}

const unreachable = "Holdfast could not be reached"
const answerIn = (posted: Posted): CarriedOut => {
  if (posted.kind !== "taken") return failed(posted.kind === "refused" ? posted.sentence : unreachable)
  return /e":"[as]/.test(posted.answer) ? done : { ...done, open: "asked" }
}
