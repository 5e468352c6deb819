import { expect, test } from "vitest"
import { aFlow } from "../run/run-fixtures.ts"
import { accept, answer, goOn } from "../run/run-moves.ts"
import { atStep, awaitFlow, inPhase, startRun } from "../run/run-state.ts"
import { languageOf } from "../words/index.ts"
import { type Moves, type Setting, sceneOf } from "./scene.ts"

const setting: Setting = {
  language: languageOf("de-AT", {}, {}, "de", "de"),
  snapshot: { id: "cus_1" },
  contentLang: "en",
  brandImage: "/logo.svg",
  script: null,
  hasCancelNow: true,
  recording: { on: true, mergeFields: [], hasNotice: true },
}
const moves = {} as Moves
const begin = () => startRun(aFlow, 0, null)

test("a view is given what it draws and the moves that it may make, and nothing else", () => {
  const state = atStep(goOn(answer(begin(), { choiceGuid: "missing" }), 1), {
    word: "typeAnswer",
    field: "text",
  })
  expect(sceneOf(state, setting, moves)).toEqual({
    words: setting.language.words,
    locale: "de-AT",
    snapshot: { id: "cus_1" },
    brandImage: "/logo.svg",
    script: null,
    hasCancelNow: true,
    recording: setting.recording,
    phase: { kind: "step", missing: { word: "typeAnswer", field: "text" } },
    screen: aFlow.steps[1],
    key: "step2",
    answers: state.answers,
    missing: { word: "typeAnswer", field: "text" },
    hasBack: true,
    takenOffer: undefined,
    moves,
  })
})

test("before the flow is there, no screen is", () => {
  const { screen, key, hasBack, missing } = sceneOf(awaitFlow(), setting, moves)
  expect({ screen, key, hasBack, missing }).toEqual({
    screen: null,
    key: "loading0",
    hasBack: false,
    missing: null,
  })
})

test("there is no way back while a decision is carried out, nor once it stands", () => {
  const second = goOn(answer(begin(), { choiceGuid: "missing" }), 1)
  const taken = accept(second, { guid: "offer-pause", offerType: "PAUSE" }, 2)
  const done = inPhase(taken, { kind: "done", message: null, delivery: null })
  const scenes = [second, inPhase(second, { kind: "working" }), done].map((state) =>
    sceneOf(state, setting, moves),
  )
  expect(scenes.map(({ hasBack, takenOffer, key }) => [key, hasBack, takenOffer])).toEqual([
    ["step2", true, undefined],
    ["working2", false, undefined],
    ["done2", false, "PAUSE"],
  ])
})
