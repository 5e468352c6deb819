import { expect, test } from "vitest"
import { minimalFlow } from "../run/flow-screens.ts"
import { aFlow, halfPrice, offer } from "../run/run-fixtures.ts"
import { accept, answer, cancel, decline, goBack, goOn, noteHandler } from "../run/run-moves.ts"
import { atStep, inPhase, type RunState, startRun } from "../run/run-state.ts"
import { movesBetween } from "./moves-between.ts"

const begun = startRun(aFlow, 0, null)
const withAnswer = (change: Parameters<typeof answer>[1], state = begun) => answer(state, change)
const surveyed = withAnswer({ choiceGuid: "expensive" })
const offered = goOn(surveyed, 1000)

test("a run begins with its first screen", () => {
  expect(movesBetween(null, begun)).toEqual([["screen", "survey"]])
})

test("a run that goes on where another was left has its answers before its screen", () => {
  const answers = { ...begun.answers, choiceGuid: "missing", followupText: "secret", feedback: "more secret" }
  const resumePoint = { blueprintId: "blueprint-1", at: "words", answers, sent: begun.sent }
  expect(movesBetween(null, startRun(aFlow, 0, resumePoint))).toEqual([
    ["choice", "missing"],
    ["typed", "followup", 6],
    ["typed", "feedback", 11],
    ["screen", "words"],
  ])
})

test.each<[string, RunState, RunState, unknown[]]>([
  ["nothing", begun, begun, []],
  ["a reason", begun, surveyed, [["choice", "expensive"]]],
  [
    "another reason, which drops the follow-up",
    withAnswer({ followupGuid: "export" }, withAnswer({ choiceGuid: "missing" })),
    surveyed,
    [
      ["choice", "expensive"],
      ["followup", null],
    ],
  ],
  ["another text of the same length", withAnswer({ feedback: "abc" }), withAnswer({ feedback: "xyz" }), []],
  ["a box", begun, withAnswer({ acknowledged: true }), [["acknowledged", 1]]],
  ["a pause", begun, withAnswer({ pauseLength: 3 }), [["pause", 3]]],
  ["a plan", begun, withAnswer({ planId: "small" }), [["plan", "small"]]],
  ["the offer that an answer raised", surveyed, offered, [["screen", "survey:offer:expensive"]]],
  ["an offer that is declined", offered, decline(offered, 2000), [["declined"], ["screen", "pause"]]],
  ["a way back", offered, goBack(offered, 2000), [["screen", "survey"]]],
  [
    "an offer that is taken",
    offered,
    inPhase(noteHandler(accept(offered, offer("offer-half", halfPrice), 2000), "handleDiscount"), {
      kind: "working",
    }),
    [
      ["handler", "handleDiscount"],
      ["decision", "accepted"],
      ["phase", "working", null, null],
    ],
  ],
  ["a cancellation", begun, cancel(begun, 2000), [["decision", "canceled"]]],
  ["Cancel now", begun, cancel(begun, 2000, true), [["decision", "canceledNow"]]],
  ["a decision that was refused", cancel(begun, 2000), begun, [["decision", "none"]]],
  [
    "a fault, with what the handler says",
    begun,
    inPhase(begun, { kind: "failed", message: `Sorry\ud800${"x".repeat(3000)}` }),
    [["phase", "failed", `Sorry\ufffd${"x".repeat(1994)}`, null]],
  ],
  [
    "an end",
    begun,
    inPhase(begun, { kind: "done", message: undefined, delivery: "asked" }),
    [["phase", "done", null, "asked"]],
  ],
  [
    "what is missing",
    begun,
    atStep(begun, { word: "minLength", count: 20, field: "text" }),
    [["missing", "minLength", "text", 20]],
  ],
  [
    "the step again, with nothing missing",
    atStep(begun, { word: "chooseReason", field: "choice" }),
    surveyed,
    [
      ["choice", "expensive"],
      ["phase", "step", null, null],
    ],
  ],
  [
    "the built-in flow, for a step that could not be drawn",
    surveyed,
    startRun(minimalFlow, 3000, null),
    [["fellBack"], ["choice", null], ["screen", "confirm"]],
  ],
])("what is logged of %s", (_name, before, after, moves) => {
  expect(movesBetween(before, after)).toEqual(moves)
})

test("an offer that was declined and comes again can be declined again", () => {
  const again = goBack(decline(offered, 2000), 3000)
  expect(movesBetween(again, decline(again, 4000))).toEqual([["declined"], ["screen", "pause"]])
})
