import type { CustomerSnapshot, SessionFacts } from "@holdfast/protocol"
import type { FlowCaller, OpenedFlow, ReportRequest } from "@holdfast/protocol/flow"
import { complain, hasCallback, tell } from "../callbacks.ts"
import { callerOf } from "../options.ts"
import { minimalFlow } from "../run/flow-screens.ts"
import { makeRunId } from "../run/make-run-id.ts"
import { factsOf } from "../run/run-facts.ts"
import { keep } from "../run/run-moves.ts"
import { type RunState, screenOf, startRun } from "../run/run-state.ts"
import type { Stage } from "../view/stage.tsx"
import type { Letter } from "../wire/letter.ts"
import { type Language, languageOf } from "../words/index.ts"
import type { FlowParts } from "./flow-parts.ts"
import type { Phase } from "./phase.ts"
import { sessionResultsOf } from "./session-results.ts"

export type RunEnd = "aborted" | "leaving" | null

/** One run while it lasts: its state, what is on the screen, and the record of it. */
export interface Running {
  readonly parts: FlowParts
  readonly caller: FlowCaller
  readonly run: string
  readonly startedAt: number
  readonly detectedLang: string
  /** The language that the page asks for. */
  readonly overriddenLang: string | null
  language: Language
  state: RunState
  phase: Phase
  stage: Stage | null
  snapshot: CustomerSnapshot | null
  /** Address of the merchant's logo. */
  brandImage: string | null | undefined
  /** The merchant's colours; ours until they are known. */
  look: OpenedFlow["look"] | undefined
  /** Holdfast takes nothing from this caller: nothing is reported or asked for. */
  isRefused: boolean
  isClosed: boolean
  isOver: boolean
  facts(end: RunEnd): SessionFacts
  /** The next report: the whole session so far, with a revision that rises from 1. Null where nothing is recorded. */
  letter(end: RunEnd): Letter | null
  report(end: RunEnd): void
  /** To another screen, or to the same one with more said. */
  show(next: RunState): void
  draw(): void
  /** To the built-in flow: a step that cannot be shown must not keep anybody from cancelling. */
  fallBack(error: unknown): void
  complain(sentence: string): void
  close(): void
  finish(): void
}

export function makeRunning(parts: FlowParts): Running {
  const { app, options, office } = parts
  const run = makeRunId()
  const startedAt = Date.now()
  const detectedLang = navigator.language || "en"
  const { lang, messages } = options.i18n ?? {}
  const overriddenLang = typeof lang === "string" && lang ? lang : null
  const language = languageOf(overriddenLang ?? detectedLang, messages)
  const caller = callerOf(options, app)
  let revision = 0
  const isRecorded = options.report !== false && options.preview !== true
  const canContact = hasCallback(options, "handleSupportRequest")

  const running: Running = {
    parts,
    caller,
    run,
    startedAt,
    detectedLang,
    overriddenLang,
    language,
    state: { ...startRun(minimalFlow, startedAt, canContact, null), visits: [] },
    phase: { kind: "loading" },
    stage: null,
    snapshot: null,
    brandImage: null,
    look: undefined,
    isRefused: parts.problem !== null,
    isClosed: false,
    isOver: false,
    facts(end) {
      const languages = { detectedLang, uiLang: running.language.uiLang, overriddenLang }
      return factsOf(running.state, Date.now(), end, languages)
    },
    letter(end) {
      if (!isRecorded || running.isRefused) return null
      const at = Date.now()
      const session = running.facts(end)
      revision += 1
      const body = { ...caller, run, startedAt, sentAt: at, revision, session } satisfies ReportRequest
      return { id: `report:${run}`, path: "/v1/flow/report", body, revision, at }
    },
    report(end) {
      const letter = running.letter(end)
      if (letter) office.post(letter)
    },
    draw() {
      if (!running.isClosed) running.stage?.draw(running)
    },
    show(next) {
      const [before, after] = [screenOf(running.state), screenOf(next)]
      const isMove = running.state.visits.length !== next.visits.length
      running.state = next
      running.phase = { kind: "step", missing: null }
      try {
        running.draw()
      } catch (error) {
        return running.fallBack(error)
      }
      if (!isMove) return
      running.report(null)
      const brief = (screen: typeof after) => screen && { stepType: screen.stepType, guid: screen.guid }
      tell(options, "onStepChange", brief(after), brief(before))
    },
    fallBack(error) {
      running.complain(`a step could not be shown: ${String(error)}`)
      running.state = startRun(minimalFlow, Date.now(), canContact, null)
      running.phase = { kind: "step", missing: null }
      running.draw()
      running.report(null)
    },
    complain: (sentence) => complain(options, sentence),
    close() {
      if (running.isClosed) return
      running.isClosed = true
      running.stage?.close()
      // A decision under way is waited for: it is no abandonment, and it may still fail.
      if (running.phase.kind !== "working") running.finish()
    },
    finish() {
      if (running.isOver) return
      running.isOver = true
      if (!running.state.decision) running.report("aborted")
      parts.onOver(keep(running.state))
      tell(options, "onClose", sessionResultsOf(running.facts("aborted"), options.mode))
    },
  }
  return running
}
