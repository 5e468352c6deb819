import type { Move } from "@holdfast/protocol/recording"
import fc from "fast-check"
import { expect, test } from "vitest"
import { aHead } from "../../../protocol/src/recording/testing/a-recording.ts"
import { movesBetween } from "../record/moves-between.ts"
import { minimalFlow } from "../run/flow-screens.ts"
import { aFlow } from "../run/run-fixtures.ts"
import { accept, answer, cancel, decline, goBack, goOn } from "../run/run-moves.ts"
import { atStep, inPhase, type RunState, screenOf, startRun } from "../run/run-state.ts"
import { whatIsMissing } from "../run/what-is-missing.ts"
import { type Scene, sceneOf } from "../view/scene.ts"
import { playLog } from "./play-log.ts"
import { shownSteps } from "./shown-steps.ts"

const content = {
  steps: aFlow.steps,
  branding: { primaryColor: null, brandImage: "https://acme.example/logo.svg" },
  discountCooldown: null,
  pauseCooldown: null,
}
const head = { ...aHead, ownWords: [], hiddenOffers: [], coupon: null, plans: null }
const shown = { ...aFlow, steps: shownSteps(aFlow.steps, head) }
const words = { next: "Continue" }
const play = (moves: Move[], change: Partial<typeof aHead> = {}) =>
  playLog({
    log: { head: { ...head, ...change }, moves },
    blueprint: { id: "blueprint-1", segmentId: null, content },
    customer: { planPrice: 2900 },
    wordsIn: () => ({ next: "Continue" }),
    script: { Step: () => null },
  })

/** What of a scene is drawn; of typed texts their length. */
const drawn = ({ phase, screen, key, answers, missing, hasBack, takenOffer }: Scene) => ({
  ...{ phase, screen, key, missing, hasBack, takenOffer },
  answers: {
    ...answers,
    followupText: answers.followupText.length,
    feedback: answers.feedback.length,
  },
})

const setting = {
  language: { uiLang: "en", locale: "en", words: words as never },
  ...{ contentLang: "en", snapshot: null, script: null },
}
const sceneOfRun = (state: RunState) => drawn(sceneOf(state, setting, {} as never))

/** What a customer may do at any time; what cannot be done there changes nothing. */
const deeds: Record<string, (state: RunState, now: number) => RunState> = {
  expensive: (state) => answer(state, { choiceGuid: "expensive" }),
  missing: (state) => answer(state, { choiceGuid: "missing" }),
  later: (state) => answer(state, { followupGuid: "later" }),
  types: (state) => answer(state, { followupText: `${state.answers.followupText}a`, feedback: "words" }),
  ticks: (state) => answer(state, { acknowledged: !state.answers.acknowledged }),
  pauses: (state) => answer(state, { pauseLength: 2 }),
  next: (state, now) => {
    const screen = screenOf(state)
    const missing = screen && whatIsMissing(state, screen)
    return missing ? atStep(state, missing) : goOn(state, now)
  },
  back: goBack,
  declines: decline,
  takes: (state, now) => {
    const screen = screenOf(state)
    if (screen?.stepType !== "OFFER") return state
    const { guid, offerType } = screen.offer
    return inPhase(accept(state, { guid, offerType }, now), { kind: "working" })
  },
  cancels: (state, now) => inPhase(cancel(state, now), { kind: "done", message: "Bye", delivery: null }),
  fails: (state) => inPhase({ ...state, decision: null }, { kind: "failed", message: null }),
  falls: (_state, now) => startRun(minimalFlow, now, null),
}

test("whatever a customer does, the log of it draws what they saw, forwards and backwards", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(deeds)), { maxLength: 40 }), (names) => {
      let state = startRun(shown, 1, null)
      const seen = [{ at: 10, scene: sceneOfRun(state) }]
      const log: Move[] = movesBetween(null, state).map((move) => [10, ...move] as Move)
      for (const [i, name] of names.entries()) {
        const at = 20 + i * 10
        const next = deeds[name]?.(state, at) ?? state
        log.push(...movesBetween(state, next).map((move) => [at, ...move] as Move))
        state = next
        seen.push({ at, scene: sceneOfRun(state) })
        // what is drawn after a fall is the built-in flow to its end
        if (name === "falls") break
      }
      const playback = play(log)
      for (const { at, scene } of [...seen, ...seen.toReversed()]) {
        expect(drawn(playback.at(at).scene)).toEqual(scene)
      }
    }),
  )
})

test("before its first screen a run loads, and a log has the length of its last move", () => {
  const playback = play([
    [700, "screen", "survey"],
    [900, "closed"],
  ])
  expect(playback.durationMs).toBe(900)
  expect(playback.at(699).scene.phase).toEqual({ kind: "loading" })
  expect(playback.at(700).scene.screen?.guid).toBe("survey")
  expect([playback.at(899).played.end, playback.at(900).played.end]).toEqual([null, "closed"])
})

test("what the customer's hand did is where it was", () => {
  const { played } = play([
    [0, "screen", "survey"],
    [5, "pointer", 10, 20],
    [6, "scroll", 40],
    [7, "focus", 2, 1],
    [8, "press", 11, 21, 2],
    [9, "size", 390, 700],
    [9, "dark", 1],
    [9, "visible", 0],
  ]).at(9)
  expect(played).toMatchObject({
    pointer: { x: 11, y: 21 },
    press: { at: 8, x: 11, y: 21 },
    focus: { control: 2, isVisible: true },
    ...{ scroll: 40, width: 390, height: 700, isDark: true, isVisible: false },
  })
})

test("typed texts are dots, a page that came back goes on, and an unknown screen is said and leaves the last one", () => {
  const playback = play([
    [0, "screen", "survey"],
    [1, "choice", "missing"],
    [2, "typed", "followup", 3],
    [3, "left"],
    [4, "screen", "</script><script>alert(1)</script>"],
    [5, "screen", "pause"],
  ])
  expect(playback.at(2).scene.answers.followupText).toBe("•••")
  expect(playback.at(3).played.end).toBe("left")
  expect(playback.at(4)).toMatchObject({
    played: { isLost: true, end: null },
    scene: { screen: { guid: "survey" } },
  })
  expect(playback.at(5)).toMatchObject({ played: { isLost: false }, scene: { screen: { guid: "pause" } } })
})

test("words of the page's own stand in the place of Holdfast's, and no other key is taken", () => {
  const ownWords: [string, string][] = [
    ["next", "Onwards"],
    ["constructor", "x"],
    ["toString", "x"],
  ]
  const { words } = play([[0, "screen", "survey"]], { ownWords }).at(0).scene
  expect(words).toEqual({ next: "Onwards" })
})

test("a logo is drawn where it came along, and fetched from nowhere", () => {
  const logoIn = (brandImage: string) =>
    playLog({
      log: { head, moves: [[0, "screen", "survey"]] },
      blueprint: { id: "blueprint-1", segmentId: null, content },
      ...{ customer: null, brandImage, wordsIn: () => ({}), script: { Step: () => null } },
    }).at(0).scene.brandImage
  expect(logoIn("data:image/png;base64,AA==")).toBe("data:image/png;base64,AA==")
  for (const odd of ["https://acme.example/logo.svg", "javascript:alert(1)", "data:text/html,x"])
    expect(logoIn(odd)).toBeNull()
})

test("offers that were not shown are none, and the page's own terms are in their place", () => {
  const coupon = { couponType: "AMOUNT", couponAmount: 700, currency: "eur", couponDuration: 2 } as const
  const moves: Move[] = [
    [0, "screen", "survey"],
    [1, "choice", "expensive"],
    [2, "screen", "survey:offer:expensive"],
    [3, "screen", "pause"],
  ]
  const playback = play(moves, { coupon, hiddenOffers: ["offer-pause"] })
  expect(playback.at(2).scene.screen).toMatchObject({ offer: { coupon: { id: "", ...coupon } } })
  expect(playback.at(3).played.isLost).toBe(true)
})

test("the day is the customer's, wherever somebody watches", () => {
  const startedAt = Date.parse("2026-03-31T23:30:00Z")
  const dayAt = (utcOffset: number) => {
    const { now = new Date(0) } = play([[0, "screen", "survey"]], { startedAt, utcOffset }).at(0).scene
    return [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()]
  }
  expect([dayAt(0), dayAt(540), dayAt(-300)]).toEqual([
    [2026, 3, 31, 23, 30],
    [2026, 4, 1, 8, 30],
    [2026, 3, 31, 18, 30],
  ])
})
