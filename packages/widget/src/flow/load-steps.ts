import { type StepViews, stepsEvent } from "../steps/step-views.ts"

/** As long as a customer waits for their flow; then they get the built-in one, which needs none of this. */
const patienceMs = 4000

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
    tag.src = `${api}/js/steps.js`
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
  loaded ??= load(api)
  return loaded
}
