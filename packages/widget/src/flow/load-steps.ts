import { type StepViews, stepsEvent } from "../steps/step-views.ts"

/** As long as a customer waits for their flow; then they get the built-in one, which needs none of this. */
const patienceMs = 4000

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createScriptURL(url: string): string }
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined

/** A page that enforces trusted types lets us load a script once its policy list names `holdfast`. */
function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy("holdfast", { createScriptURL: (own: string) => own })
  return policy ? policy.createScriptURL(url) : url
}

let loaded: Promise<StepViews | null> | null = null

function load(api: string): Promise<StepViews | null> {
  return new Promise((resolve) => {
    const tag = document.createElement("script")
    const giveUp = () => {
      loaded = null
      resolve(null)
    }
    const timer = setTimeout(giveUp, patienceMs)
    tag.async = true
    tag.src = trusted(`${api}/js/steps.js`)
    tag.addEventListener("error", giveUp)
    tag.addEventListener(stepsEvent, (event) => {
      clearTimeout(timer)
      resolve((event as CustomEvent<StepViews>).detail)
    })
    tag.addEventListener("load", () => tag.remove())
    document.head.append(tag)
  })
}

/**
 * The questions and offers: a second script, fetched when a customer opens the flow, so that every other page
 * view loads only what a cancellation cannot do without. Null when it does not come; the next flow tries again.
 */
export function loadSteps(api: string): Promise<StepViews | null> {
  loaded ??= load(api).catch(() => null)
  return loaded
}
