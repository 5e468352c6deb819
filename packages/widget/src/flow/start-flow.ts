import type { OpenFlowRequest } from "@holdfast/protocol/flow"
import { minimalFlow } from "../run/flow-screens.ts"
import { type RunFlow, startRun } from "../run/run-state.ts"
import { openStage } from "../view/stage.tsx"
import { languageOf } from "../words/index.ts"
import { askForFlow } from "./ask-for-flow.ts"
import type { FlowParts } from "./flow-parts.ts"
import { movesOf } from "./moves.ts"
import { makeRunning, type Running } from "./running.ts"

/** A flow that runs, as the page's entry points know it. */
export interface Flow {
  close(): void
  /** False too when the page threw the flow out of its document. */
  isOpen(): boolean
  /** The page goes away: leaves the last report with the post office. */
  sayLastWords(): void
  /** The page came back from the browser's cache. */
  carryOn(): void
}

/** The flow of last resort is said in English, but for words of the page's own. */
function builtIn(running: Running): RunFlow {
  if (!running.parts.options.i18n?.messages) running.language = languageOf("en")
  return minimalFlow
}

/** The flow that this customer is to see; the built-in one when Holdfast does not answer in time. */
async function flowFor(running: Running): Promise<RunFlow> {
  const { api, options, problem } = running.parts
  if (problem !== null) return builtIn(running)
  const { caller, run, startedAt, detectedLang } = running
  const request: OpenFlowRequest = { ...caller, run, startedAt, sentAt: Date.now(), detectedLang }
  if (running.overriddenLang !== null) request.lang = running.overriddenLang
  if (options.report === false || options.preview === true) request.report = false
  const asked = await askForFlow(api, request)
  if (asked.kind === "opened") {
    const { blueprint, customer, look } = asked.answer
    const { branding, steps } = blueprint.content
    running.language = languageOf(
      running.overriddenLang ?? detectedLang,
      options.i18n?.messages,
      asked.answer.words,
    )
    running.snapshot = customer
    running.brandImage = branding?.brandImage
    running.look = look
    return { ...blueprint, steps }
  }
  running.isRefused = asked.kind === "refused"
  running.complain(asked.sentence)
  return builtIn(running)
}

async function begin(running: Running): Promise<void> {
  const { kept } = running.parts
  const { canContact } = running.state.answers
  const [flow] = await Promise.all([
    flowFor(running),
    openStage(running.language, running.parts.options.colorScheme, movesOf(running)).then((stage) => {
      running.stage = stage
      if (running.isClosed) stage.close()
      running.draw()
    }),
  ])
  if (running.isClosed) return
  try {
    running.show(startRun(flow, Date.now(), canContact, kept))
  } catch (error) {
    running.fallBack(error)
  }
}

/** Runs one flow from the first request to the last report. Nothing here throws into the page. */
export function startFlow(parts: FlowParts): Flow {
  const running = makeRunning(parts)
  begin(running).catch((error: unknown) => {
    running.complain(`the flow could not be opened (${String(error)})`)
    running.close()
  })
  const isUndecided = () => !running.isOver && !running.state.decision
  return {
    close: running.close,
    isOpen: () => !running.isClosed && running.stage?.isInPage() !== false,
    sayLastWords() {
      if (!isUndecided()) return
      const letter = running.letter(running.phase.kind === "working" ? "leaving" : "aborted")
      if (letter) parts.office.hold(letter)
    },
    carryOn() {
      if (isUndecided()) running.report(null)
    },
  }
}
