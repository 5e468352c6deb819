import type { SessionFacts } from "@holdfast/protocol"
import type { ReportRequest } from "@holdfast/protocol/flow"
import { factsOf, type RunEnd } from "../run/run-facts.ts"
import type { Letter } from "../wire/letter.ts"
import type { LetterSender } from "../wire/letter-sender.ts"
import type { CurrentRun } from "./current-run.ts"

/** Tells Holdfast how a run goes. A report is the whole session so far, with a revision that rises from 1. */
export interface Reporter {
  facts(end: RunEnd): SessionFacts
  /** Sends a report. */
  report(end: RunEnd): void
  /** Leaves a report with the sender, which sends it as the page goes away. */
  leave(end: RunEnd): void
  /** Whether anything is reported and asked for: not of a caller whom Holdfast refused, nor of a flow that nobody saw. */
  mute(isMuted: boolean): void
  isMuted(): boolean
}

/**
 * A reporter is mute until it is told otherwise.
 * @param isRecorded false: nothing is reported, though the facts are there
 */
export function openReporter(
  run: CurrentRun,
  letters: Pick<LetterSender, "post" | "hold">,
  isRecorded: boolean,
): Reporter {
  let revision = 0
  let isMuted = true

  const facts = (end: RunEnd) => {
    const { detectedLang, overriddenLang, setting } = run
    const { language, contentLang } = setting
    const { uiLang, locale: displayLang } = language
    const languages = { detectedLang, overriddenLang, uiLang, contentLang, displayLang }
    const { degraded, clicks } = run
    const all = { ...factsOf(run.state, Date.now(), end, languages), clicks }
    return degraded ? { ...all, degraded } : all
  }

  const write = (end: RunEnd, deliver: (letter: Letter) => void) => {
    if (!isRecorded || isMuted) return
    const at = Date.now()
    revision += 1
    const { caller, id, startedAt } = run
    const body = { ...caller, run: id, startedAt, sentAt: at, revision, session: facts(end) }
    deliver({
      id: `report:${id}`,
      path: "/v1/flow/report",
      body: body satisfies ReportRequest,
      revision,
      at,
    })
  }

  return {
    facts,
    report: (end) => write(end, letters.post),
    leave: (end) => write(end, letters.hold),
    mute(value) {
      isMuted = value
    },
    isMuted: () => isMuted,
  }
}
