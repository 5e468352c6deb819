import { type Handled, hasCallback, runHandler } from "../callbacks.ts"
import { noteHandler } from "../run/run-moves.ts"
import type { Running } from "./running.ts"
import { customerFor, type Undertaking } from "./undertaking.ts"

/** A customer waits this long for the merchant's billing; then their request is kept and sent when it can be. */
const patienceMs = 5000

export interface CarriedOut extends Handled {
  /** A fault that the page is to know of. */
  error?: string
  isSavedForLater?: boolean
  goTo?: string
}

const done: CarriedOut = { isDone: true, message: null }
const failed = (error: string): CarriedOut => ({ isDone: false, message: null, error })

/** A page that a flow may send its customer to. `javascript:` and the like are none. */
function isSafe(url: string): boolean {
  try {
    return /^(https?|mailto|tel):$/.test(new URL(url, location.href).protocol)
  } catch {
    return false
  }
}

let revision = 0

/**
 * Makes a decision happen: by the page's own handler where there is one, else by sending the customer on, else
 * by Holdfast's action. A preview does nothing. Never rejects.
 */
export async function carryOut(what: Undertaking, running: Running): Promise<CarriedOut> {
  const { parts, caller, run } = running
  const { options, office } = parts
  if (options.preview === true) return done
  const handler = `handle${what.name}` as const
  if (hasCallback(options, handler)) {
    running.state = noteHandler(running.state, handler)
    return runHandler(options, handler, [customerFor(options, running.snapshot), ...what.given])
  }
  if (!("action" in what)) {
    const { url } = what
    if (!url) return done
    return isSafe(url) ? { ...done, goTo: url } : failed("The offer's address is no web page")
  }
  if (running.isRefused) return failed("Holdfast refused this caller")
  const { action, body } = what
  const id = `action:${run}`
  revision += 1
  const posted = await office.postAndWait(
    { id, path: "/v1/flow/action", body: { ...caller, run, action, body }, revision, at: Date.now() },
    patienceMs,
  )
  if (posted.kind === "taken") return done
  if (posted.kind === "waiting" && posted.isKept) return { ...done, isSavedForLater: true }
  return failed(posted.kind === "refused" ? posted.sentence : "Holdfast could not be reached")
}
