import { expect, test } from "vitest"
import { type PlaybackState, playbackReducer } from "./use-playback.ts"

const playing: PlaybackState = { at: 1000, isPlaying: true, speed: 1, skipsIdle: true }
const reduce = playbackReducer(10_000, [{ from: 3000, to: 8000 }])

test("a playback goes on at its speed, over idle times where they are skipped, and stops at its end", () => {
  expect(reduce(playing, { kind: "tick", ms: 100 }).at).toBe(1100)
  expect(reduce({ ...playing, speed: 4 }, { kind: "tick", ms: 100 }).at).toBe(1400)
  expect(reduce({ ...playing, at: 2950 }, { kind: "tick", ms: 100 }).at).toBe(8000)
  expect(reduce({ ...playing, at: 2950, skipsIdle: false }, { kind: "tick", ms: 100 }).at).toBe(3050)
  expect(reduce({ ...playing, at: 9950 }, { kind: "tick", ms: 100 })).toMatchObject({
    at: 10_000,
    isPlaying: false,
  })
})

test("it pauses where it is, goes on from there, and begins anew at its end", () => {
  const paused = reduce(playing, { kind: "toggle" })
  expect(paused).toEqual({ ...playing, isPlaying: false })
  expect(reduce(paused, { kind: "toggle" })).toEqual(playing)
  expect(reduce({ ...paused, at: 10_000 }, { kind: "toggle" })).toEqual({ ...playing, at: 0 })
})

test("it is led to no moment that is not there, and goes on playing from where it is led to", () => {
  expect([-5, 5000, Number.POSITIVE_INFINITY].map((ms) => reduce(playing, { kind: "seek", ms }))).toEqual([
    { ...playing, at: 0 },
    { ...playing, at: 5000 },
    { ...playing, at: 10_000 },
  ])
})
