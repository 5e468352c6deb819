import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { FlowOptions } from "../options.ts"
import { aFlow, guidsOf } from "../run/run-fixtures.ts"
import { answer, cancel, goOn } from "../run/run-moves.ts"
import { awaitFlow, inPhase, type RunState, startRun } from "../run/run-state.ts"
import { languageOf } from "../words/index.ts"
import type { CurrentRun } from "./current-run.ts"
import { makePlayer } from "./player.ts"
import type { Reporter } from "./reporter.ts"

/** What happened, in order. */
function setUp(options: FlowOptions = {}, cannotDraw: (state: RunState) => boolean = () => false) {
  const seen: string[] = []
  const run: CurrentRun = {
    id: "run-1",
    startedAt: 0,
    caller: { app: "abc" },
    detectedLang: "en",
    overriddenLang: null,
    degraded: null,
    state: awaitFlow(),
    clicks: 0,
    setting: {
      language: languageOf("en"),
      contentLang: "en",
      snapshot: null,
      brandImage: null,
      script: null,
    },
  }
  const reporter: Reporter = {
    facts: () => ({}),
    report: (end) => seen.push(`report ${end}`),
    leave: () => {},
    mute: () => {},
    isMuted: () => false,
  }
  const player = makePlayer(run, reporter, options, () => seen.push("over"))
  const stage = {
    draw(state: RunState) {
      if (cannotDraw(state)) throw new Error("no such view")
      seen.push(`draw ${state.phase.kind}`)
    },
    isInPage: () => true,
    close: () => seen.push("close"),
  }
  return { player, run, stage, seen }
}
const begin = () => startRun(aFlow, 0, null)

beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}))
afterEach(() => void vi.restoreAllMocks())

test("another step is drawn, reported and told to the page; an answer on it is only drawn", () => {
  const steps: unknown[] = []
  const { player, run, stage, seen } = setUp({ onStepChange: (...told: unknown[]) => steps.push(told) })
  player.enter(stage)
  player.show(begin())
  player.show(answer(run.state, { choiceGuid: "missing" }))
  player.show(goOn(run.state, 1))
  expect(seen).toEqual(["draw loading", "draw step", "report null", "draw step", "draw step", "report null"])
  const survey = { stepType: "SURVEY", guid: "survey" }
  expect(steps).toEqual([
    [survey, null],
    [{ stepType: "OFFER", guid: "pause" }, survey],
  ])
})

test("a step that cannot be drawn leads to the built-in confirm step, and the page is told why", () => {
  const told: unknown[] = []
  const onError = (error: Error, type: string) => told.push([error.message, type])
  const isSurvey = (state: RunState) => guidsOf(state).includes("survey")
  const { player, run, stage, seen } = setUp({ onError }, isSurvey)
  player.enter(stage)
  player.show(begin())
  expect(seen).toEqual(["draw loading", "draw step", "report null"])
  expect([guidsOf(run.state), run.state.blueprintId]).toEqual([["confirm"], null])
  expect(told).toEqual([["a step could not be shown: Error: no such view", "cancel_flow"]])
})

test("a flow that is closed ends once, as abandoned", () => {
  const { player, stage, seen } = setUp({ onClose: () => seen.push("told") })
  player.enter(stage)
  player.show(begin())
  seen.length = 0
  player.close()
  player.close()
  player.finish()
  player.draw()
  expect([seen, player.isClosed(), player.isOver()]).toEqual([
    ["close", "report aborted", "over", "told"],
    true,
    true,
  ])
})

test("a decision under way is waited for, and is no abandonment", () => {
  const { player, run, stage, seen } = setUp()
  player.enter(stage)
  run.state = inPhase(begin(), { kind: "working" })
  player.close()
  expect([player.isClosed(), player.isOver()]).toEqual([true, false])
  run.state = cancel(run.state, 1)
  player.finish()
  expect(seen).toEqual(["draw loading", "close", "over"])
})

test("a stage that opens after the customer has left is taken down again", () => {
  const { player, stage, seen } = setUp()
  player.close()
  player.enter(stage)
  expect(seen).toEqual(["report aborted", "over", "close"])
})
