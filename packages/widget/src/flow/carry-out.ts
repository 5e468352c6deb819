import { type HandlerName, hasCallback, runHandler } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import type { PostOffice } from "../wire/post-office.ts"
import type { Undertaking } from "./undertaking.ts"

/** A customer waits this long for the merchant's billing; then their request is kept and sent when it can be. */
const patienceMs = 5000

interface CarriedOutWell {
  kind: "done"
  message: string | null
  isSavedForLater: boolean
  goTo: Undertaking["goTo"]
}

export type CarriedOut = CarriedOutWell | { kind: "failed"; message: string | null; error: Error | null }

const done: CarriedOutWell = { kind: "done", message: null, isSavedForLater: false, goTo: null }
const failed = (sentence: string): CarriedOut => ({
  kind: "failed",
  message: null,
  error: new Error(sentence),
})

/** A page that a flow may send its customer to. `javascript:` and the like are none. */
function isSafe(url: string): boolean {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(url, location.href).protocol)
  } catch {
    return false
  }
}

export interface CarryOutParts {
  options: FlowOptions
  office: PostOffice
  /** The request to the merchant's billing, without its action; null where Holdfast refused this caller. */
  request: object | null
  run: string
  /** Called before a handler of the page's own runs. */
  onHandler: (name: HandlerName) => void
}

let revision = 0

/**
 * Makes a decision happen: by the page's own handler where there is one, else by sending the customer on, else
 * by Holdfast's action. A preview does nothing. Never rejects.
 */
export async function carryOut(what: Undertaking, parts: CarryOutParts): Promise<CarriedOut> {
  const { options, office, request, run } = parts
  if (options.preview === true) return done
  if (hasCallback(options, what.handler)) {
    parts.onHandler(what.handler)
    const handled = await runHandler(options, what.handler, what.handlerArgs)
    return handled.kind === "done" ? { ...done, message: handled.message } : { ...handled, error: null }
  }
  if (what.goTo) {
    return isSafe(what.goTo.url) ? { ...done, goTo: what.goTo } : failed("The offer's address is no web page")
  }
  if (!what.action) return done
  if (!request) return failed("Holdfast refused this caller, and the page has no handler of its own")
  revision += 1
  const posted = await office.postAndWait(
    {
      id: `action:${run}`,
      path: "/v1/flow/action",
      body: { ...request, run, ...what.action },
      revision,
      at: Date.now(),
    },
    patienceMs,
  )
  if (posted.kind === "taken") return done
  if (posted.kind === "waiting" && posted.isKept) return { ...done, isSavedForLater: true }
  return failed(posted.kind === "refused" ? posted.sentence : "Holdfast could not be reached")
}
