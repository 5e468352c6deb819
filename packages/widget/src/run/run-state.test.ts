import { describe, expect, test } from "vitest"
import { playableSteps, screensOf } from "./flow-screens.ts"
import { aFlow, guidsOf } from "./run-fixtures.ts"
import {
  accept,
  answer,
  cancel,
  canGoBack,
  decline,
  goBack,
  goOn,
  noteHandler,
  resumePointOf,
} from "./run-moves.ts"
import { atStep, awaitFlow, inPhase, screenOf, startRun } from "./run-state.ts"

const begin = () => startRun(aFlow, 1000, null)

describe("the way through a flow", () => {
  test("a choice's own offer comes right after the survey", () => {
    const state = answer(begin(), { choiceGuid: "expensive" })
    expect(screensOf(state.steps, state.answers).map(({ guid }) => guid)).toEqual([
      "survey",
      "survey:offer:expensive",
      "pause",
      "words",
      "confirm",
    ])
  })

  test("another choice has another way", () => {
    const state = goOn(answer(begin(), { choiceGuid: "missing" }), 2000)
    expect(screenOf(state)?.guid).toBe("pause")
  })

  test("another choice forgets the follow-up of the one before", () => {
    const typed = answer(begin(), { choiceGuid: "missing", followupGuid: "typed", followupText: "Maps" })
    const state = answer(typed, { choiceGuid: "expensive" })
    expect(state.answers).toMatchObject({ choiceGuid: "expensive", followupGuid: null, followupText: "" })
  })

  test("going back keeps the answers and visits the step a second time", () => {
    let state = goOn(answer(begin(), { choiceGuid: "missing" }), 2000)
    state = goBack(state, 3000)
    expect(guidsOf(state)).toEqual(["survey", "pause", "survey"])
    expect(state.answers.choiceGuid).toBe("missing")
    expect(canGoBack(state)).toBe(false)
  })

  test("a declined offer that is taken after all is no longer declined", () => {
    let state = decline(goOn(answer(begin(), { choiceGuid: "missing" }), 2000), 3000)
    expect(state.offers[0]?.declinedAt).toBe(3000)
    state = accept(goBack(state, 4000), { guid: "offer-pause", offerType: "PAUSE" }, 5000)
    expect(state.offers).toMatchObject([{ presentedAt: 2000, acceptedAt: 5000, declinedAt: null }])
  })

  test("a flow published without a confirm step still ends in one", () => {
    expect(playableSteps(aFlow.steps.slice(0, 1)).map(({ guid }) => guid)).toEqual(["survey", "confirm"])
  })

  test("the offer of a follow-up's option comes in place of the choice's own", () => {
    const both = structuredClone(aFlow.steps)
    if (both[0]?.stepType === "SURVEY") {
      const [expensive, missing] = both[0].survey.choices
      if (expensive && missing) missing.offer = expensive.offer
    }
    const shown = (followupGuid: string | null) => {
      const state = startRun({ ...aFlow, steps: both }, 0, null)
      return screensOf(state.steps, { ...state.answers, choiceGuid: "missing", followupGuid })[1]
    }
    const raised = { surveyOffer: true, surveyChoiceId: "missing" }
    expect(shown("later")).toMatchObject({
      guid: "survey:offer:later",
      offer: { guid: "offer-wait" },
      raised: { ...raised, followupOptionId: "later" },
    })
    const own = { guid: "survey:offer:missing", offer: { guid: "offer-half" }, raised }
    expect([shown("export"), shown("typed"), shown(null)]).toMatchObject([own, own, own])
    expect(shown("export")?.raised).toEqual(raised)
  })

  test("a handler is noted once however often it ran", () => {
    const state = noteHandler(noteHandler(noteHandler(begin(), "handlePause"), "handleCancel"), "handlePause")
    expect(state.handlers).toEqual(["handlePause", "handleCancel"])
  })
})

describe("what is on the screen", () => {
  test("is a sign of loading until there is a flow, then its first step", () => {
    expect([awaitFlow().phase, begin().phase]).toEqual([{ kind: "loading" }, { kind: "step", missing: null }])
  })

  test("says what is missing until the customer answers, goes on, or goes back", () => {
    const asked = atStep(goOn(begin(), 2000), { word: "chooseReason", field: "choice" })
    expect(asked.phase).toEqual({ kind: "step", missing: { word: "chooseReason", field: "choice" } })
    const later = [answer(asked, { feedback: "Bye" }), goOn(asked, 3000), goBack(asked, 3000)]
    expect(later.map(({ phase }) => phase)).toEqual(later.map(() => ({ kind: "step", missing: null })))
  })

  test("changes nothing of what the customer said and saw", () => {
    const state = goOn(answer(begin(), { choiceGuid: "missing" }), 2000)
    const failed = inPhase(inPhase(state, { kind: "working" }), { kind: "failed", message: "closed" })
    expect(failed).toEqual({ ...state, phase: { kind: "failed", message: "closed" } })
    expect(atStep(failed)).toEqual(state)
  })
})

describe("a later run", () => {
  const left = () => goOn(answer(begin(), { choiceGuid: "missing" }), 2000)

  test("takes up where the customer left, with the answers, as a session of its own", () => {
    const state = startRun(aFlow, 9000, resumePointOf(left()))
    expect(guidsOf(state)).toEqual(["pause"])
    expect(state.answers.choiceGuid).toBe("missing")
    expect(state.offers).toMatchObject([{ presentedAt: 9000 }])
  })

  test("begins anew when the flow was published again in between", () => {
    const state = startRun({ ...aFlow, id: "blueprint-2" }, 9000, resumePointOf(left()))
    expect([guidsOf(state), state.answers.choiceGuid]).toEqual([["survey"], null])
  })

  test("keeps nothing of a run that ended in a decision", () => {
    expect(resumePointOf(cancel(left(), 3000))).toBeNull()
  })
})
