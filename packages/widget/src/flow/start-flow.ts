import { complain } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import { resumePointOf } from "../run/run-moves.ts"
import { type ResumePoint, startRun } from "../run/run-state.ts"
import type { Moves } from "../view/scene.ts"
import { openStage } from "../view/stage.tsx"
import type { LetterSender } from "../wire/letter-sender.ts"
import { beginRun } from "./current-run.ts"
import type { FlowContext } from "./flow-context.ts"
import { loadFlowScript } from "./load-flow-script.ts"
import { movesOf } from "./moves.ts"
import { builtInOpening, openFlow } from "./open-flow.ts"
import { makePlayer } from "./player.ts"
import { openReporter } from "./reporter.ts"
import { warnOfMistakes } from "./warn-of-mistakes.ts"

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

/** This page lets nothing be shown on it, so the browser itself asks the customer. */
function askPlainly(fault: string, context: FlowContext, moves: Moves, problem: string | null): void {
  const { run, options, reporter, player } = context
  run.degraded = "page"
  complain(options, `the flow could not be shown (${fault})`)
  if (!player.isClosed() && confirm(run.setting.language.words.confirmTitle)) {
    reporter.mute(problem !== null)
    moves.cancel()
  }
  player.close()
}

async function play(context: FlowContext, { api, app, problem, resumePoint }: FlowParts): Promise<void> {
  const { run, options, reporter, player } = context
  const { title } = run.setting.language.words
  const script = loadFlowScript(api)
  void warnOfMistakes(script, options, app)
  const moves = movesOf(context)
  // first of all, since a session that is opened is of somebody who sees it
  const stage = await openStage({ title, colorScheme: options.colorScheme, moves }).catch(String)
  if (typeof stage === "string") return askPlainly(stage, context, moves, problem)
  player.enter(stage)
  if (player.isClosed()) return
  reporter.mute(problem !== null)
  const opening = await (problem === null
    ? openFlow(api, run, options, script)
    : builtInOpening(run, problem))
  const { setting, flow, fault, isRefused, degraded } = opening
  run.setting = setting
  run.degraded = degraded
  if (fault !== null) {
    // a page that hides the flow on hearing this has a way of its own, and of ours nothing was seen
    reporter.mute(true)
    complain(options, fault)
    reporter.mute(isRefused)
  }
  if (player.isClosed()) return
  player.show(startRun(flow, Date.now(), resumePoint))
}

/** Runs one flow from the first request to the last report. Nothing here throws into the page. */
export function startFlow(parts: FlowParts): Flow {
  const { app, options, letters, onOver } = parts
  const run = beginRun(app, options)
  const isRecorded = options.report !== false && options.preview !== true
  const reporter = openReporter(run, letters, isRecorded)
  const player = makePlayer(run, reporter, options, () => onOver(resumePointOf(run.state)))
  const context = { run, options, letters, reporter, player }
  play(context, parts)
    .catch(player.fallBack)
    .catch((error: unknown) => {
      complain(options, `the flow could not be opened (${String(error)})`)
      player.close()
    })
  const isUndecided = () => !player.isOver() && !run.state.decision
  return {
    close: player.close,
    isOpen: () => !player.isClosed() && player.isInPage(),
    leave() {
      if (isUndecided()) reporter.leave("aborted")
    },
    comeBack() {
      if (isUndecided()) reporter.report(null)
    },
  }
}
