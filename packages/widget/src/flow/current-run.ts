import type { DegradedReason } from "@holdfast/protocol"
import type { FlowCaller } from "@holdfast/protocol/flow"
import { callerOf, type FlowOptions } from "../options.ts"
import { makeRunId } from "../run/make-run-id.ts"
import { awaitFlow, type RunState } from "../run/run-state.ts"
import type { Setting } from "../view/scene.ts"
import { coreTag, languageOf, readLanguage } from "../words/index.ts"

/** One run while it lasts. Its id and since when it runs never change; how far it is and what it is shown with do. */
export interface CurrentRun {
  readonly id: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** With what the page knows of the customer, until the server has taken that in. */
  caller: FlowCaller
  /** The browser's language; null where it names none. */
  readonly detectedLang: string | null
  /** The language that the page asks for. */
  readonly overriddenLang: string | null
  state: RunState
  /** Why the customer is shown the built-in step in place of their flow. */
  degraded: DegradedReason | null
  setting: Setting
  /** Presses of buttons and choices until the decision. */
  clicks: number
}

export function beginRun(app: string, options: FlowOptions): CurrentRun {
  const detectedLang = readLanguage(navigator.language)
  const { lang, messages } = options.i18n ?? {}
  const overriddenLang = readLanguage(lang)
  const language = languageOf(overriddenLang ?? detectedLang ?? coreTag(), messages)
  return {
    id: makeRunId(),
    startedAt: Date.now(),
    caller: callerOf(options, app),
    detectedLang,
    overriddenLang,
    degraded: null,
    state: awaitFlow(),
    setting: { language, contentLang: coreTag(), snapshot: null, script: null },
    clicks: 0,
  }
}
