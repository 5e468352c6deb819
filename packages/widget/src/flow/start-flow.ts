import { complain, hasCallback } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import { resumePointOf } from "../run/run-moves.ts"
import { type ResumePoint, startRun } from "../run/run-state.ts"
import { openStage } from "../view/stage.tsx"
import type { LetterSender } from "../wire/letter-sender.ts"
import { beginRun } from "./current-run.ts"
import type { FlowContext } from "./flow-context.ts"
import { movesOf } from "./moves.ts"
import { builtInOpening, openFlow } from "./open-flow.ts"
import { makePlayer } from "./player.ts"
import { openReporter } from "./reporter.ts"

/** What a run is started with. */
export interface FlowParts {
  /** Origin of the API. */
  api: string
  app: string
  options: FlowOptions
  /** Where an earlier run of this page was left. */
  resumePoint: ResumePoint | null
  letters: LetterSender
  /** Why Holdfast is not asked, though the customer can still cancel by the page's own handler. */
  problem: string | null
  /** The run is over: where the next one goes on. */
  onOver: (resumePoint: ResumePoint | null) => void
}

/** A flow that runs, as the page's entry points know it. */
export interface Flow {
  close(): void
  /** False too when the page threw the flow out of its document. */
  isOpen(): boolean
  /** The page goes away: leaves the last report with the sender of letters. */
  leave(): void
  /** The page came back from the browser's cache. */
  comeBack(): void
}

async function play(context: FlowContext, { api, problem, resumePoint }: FlowParts): Promise<void> {
  const { run, options, reporter, player } = context
  if (problem !== null) reporter.refuse()
  const { title } = run.setting.language.words
  const [opening] = await Promise.all([
    problem === null ? openFlow(api, run, options) : builtInOpening(run, options),
    openStage({ title, colorScheme: options.colorScheme, moves: movesOf(context) }).then(player.enter),
  ])
  if (opening.isRefused) reporter.refuse()
  if (opening.fault !== null) complain(options, opening.fault)
  run.setting = opening.setting
  if (player.isClosed()) return
  const canContact = hasCallback(options, "handleSupportRequest")
  try {
    player.show(startRun(opening.flow, Date.now(), canContact, resumePoint))
  } catch (error) {
    player.fallBack(error)
  }
}

/** Runs one flow from the first request to the last report. Nothing here throws into the page. */
export function startFlow(parts: FlowParts): Flow {
  const { app, options, letters, onOver } = parts
  const run = beginRun(app, options)
  const isRecorded = options.report !== false && options.preview !== true
  const reporter = openReporter(run, letters, isRecorded)
  const player = makePlayer(run, reporter, options, () => onOver(resumePointOf(run.state)))
  play({ run, options, letters, reporter, player }, parts).catch((error: unknown) => {
    complain(options, `the flow could not be opened (${String(error)})`)
    player.close()
  })
  const isUndecided = () => !player.isOver() && !run.state.decision
  return {
    close: player.close,
    isOpen: () => !player.isClosed() && player.isInPage(),
    leave() {
      if (isUndecided()) reporter.leave(run.state.phase.kind === "working" ? "leaving" : "aborted")
    },
    comeBack() {
      if (isUndecided()) reporter.report(null)
    },
  }
}
