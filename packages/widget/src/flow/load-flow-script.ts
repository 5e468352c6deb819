import type { FlowScript } from "../view/scene.ts"

/** The name of the second script, with the hash of its content: `vite.config.ts` puts it here. */
declare const FLOW_SCRIPT: string
const name = FLOW_SCRIPT

/** A customer who wants to cancel waits this long for the script, then gets the built-in step. */
const patienceMs = 3000

const importModule = (address: string): Promise<unknown> => import(/* @vite-ignore */ address)

function readModule(module: unknown): FlowScript {
  const script = module as Partial<FlowScript>
  if (typeof script.Step !== "function" || typeof script.styles !== "string") {
    throw new Error("it is another script")
  }
  return module as FlowScript
}

/**
 * Loads the second script; the browser fetches it once for a page. It is a module: where a page allows scripts by a
 * nonce, the browser hands it that of `app.js`, and an answer that is no script (404, a page in HTML) only rejects.
 * @param api origin of the scripts
 * @returns the script, or why there is none, as a sentence for the page; never rejects
 */
export function loadFlowScript(api: string, load = importModule): Promise<FlowScript | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs, `${name} did not load within 3 seconds`)
    load(`${api}/js/${name}`)
      .then(readModule)
      .then(resolve, (error: unknown) => resolve(`${name} could not be loaded (${String(error)})`))
      .finally(() => clearTimeout(timer))
  })
}
