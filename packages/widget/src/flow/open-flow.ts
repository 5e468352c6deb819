import type { DegradedReason } from "@holdfast/protocol"
import type { OpenedFlow, OpenFlowRequest } from "@holdfast/protocol/flow"
import type { FlowOptions } from "../options.ts"
import { minimalFlow, type RunFlow } from "../run/flow-screens.ts"
import type { Setting } from "../view/scene.ts"
import { post } from "../wire/post.ts"
import { baseOf, languageOf } from "../words/index.ts"
import type { CurrentRun } from "./current-run.ts"
import type { loadFlowScript } from "./load-flow-script.ts"

/** A customer who wants to cancel waits this long for their flow, then gets the built-in one. */
const patienceMs = 4000

/** What a customer is to see. */
export interface Opening {
  flow: RunFlow
  setting: Setting
  /** What went wrong, as a sentence for the page; the flow is the built-in one then. */
  fault: string | null
  degraded: DegradedReason | null
  /** Holdfast does not know this caller or this workspace, so nothing of this run will be taken. */
  isRefused: boolean
}

/** The flow of last resort is said in the language of the script, but for words of the page's own. */
export const builtInOpening = (
  { setting }: CurrentRun,
  fault: string,
  degraded: DegradedReason | null = null,
): Opening => ({ flow: minimalFlow, setting, fault, degraded, isRefused: degraded === null })

function readAnswer(text: string): OpenedFlow | null {
  try {
    const answer: OpenedFlow = JSON.parse(text)
    return answer.words && Array.isArray(answer.blueprint.content.steps) ? answer : null
  } catch {
    // Whatever answered, it was not Holdfast.
    return null
  }
}

/**
 * Asks Holdfast what this customer is to see, and tells it once what the page knows of them, while the script that draws it
 * is loading. Where one of the two does not come in time, the customer gets the built-in flow. If only the script is missing,
 * that flow keeps the words and the colours of the answer. Never rejects.
 */
export async function openFlow(
  api: string,
  run: CurrentRun,
  options: FlowOptions,
  loading: ReturnType<typeof loadFlowScript>,
): Promise<Opening> {
  const { caller, id, startedAt, detectedLang, overriddenLang } = run
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const request: OpenFlowRequest = { ...caller, run: id, startedAt, sentAt: Date.now(), timeZone }
  if (detectedLang !== null) request.detectedLang = detectedLang
  if (overriddenLang !== null) request.lang = overriddenLang
  if (options.report === false || options.preview === true) request.report = false
  if (options.record === false) request.unrecorded = "call"
  const posted = await post(`${api}/v1/flow/open`, request, patienceMs)
  const answer = posted.kind === "taken" ? readAnswer(posted.answer) : null
  if (!answer) {
    if (posted.kind === "taken") return builtInOpening(run, "Holdfast's answer holds no flow", "unreadable")
    if (posted.kind === "refused") return builtInOpening(run, posted.sentence)
    return builtInOpening(run, posted.sentence, posted.isAnswered ? "error" : "unreachable")
  }
  const script = await loading
  const { blueprint, words, uiLang } = answer
  const { branding, steps, language: contentLang = "en" } = blueprint.content
  // the browser's says which kind of the flow's language it is: dates differ between en-GB and en-US
  const isSame = detectedLang !== null && baseOf(detectedLang) === baseOf(contentLang)
  const asked = overriddenLang ?? (isSame ? detectedLang : contentLang)
  const language = languageOf(asked, options.i18n?.messages, words, contentLang, uiLang)
  const setting = {
    ...answer,
    language,
    contentLang,
    snapshot: answer.customer,
    brandImage: branding?.brandImage,
  }
  if (typeof script === "string") {
    return builtInOpening({ ...run, setting: { ...setting, script: null } }, script, "script")
  }
  const watch = script.prepareRun(run, options, answer, api, post)
  const wanted = script.withDynamicOffers(steps, options.dynamicOffers)
  return {
    flow: {
      ...blueprint,
      steps: script.showableSteps(wanted, options, answer.actions),
      termsOf: script.termsOf,
    },
    setting: { ...setting, script, watch },
    ...{ fault: null, degraded: null, isRefused: false },
  }
}
