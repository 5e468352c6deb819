import { expect, test } from "vitest"
import { shiftTimes } from "./shift-times.ts"

const day = 24 * 3600 * 1000
const now = Date.parse("2026-11-01T12:00:00.000Z")
const session = () => ({
  stepsViewed: [
    {
      stepType: "SURVEY",
      start: "2026-11-04T11:59:00.000Z",
      end: "2026-11-04T11:59:30.000Z",
      duration: 30000,
    },
    { stepType: "CONFIRM", start: "2026-11-04T11:59:30.000Z" },
  ],
  presentedOffers: [{ presentedAt: "2026-11-04T11:59:10.000Z", acceptedAt: null }],
  feedback: "2026-11-04T11:59:10.000Z",
})

test("times of a clock three days ahead are set right", () => {
  const mine = session()
  shiftTimes(mine, now + 3 * day, now)
  expect(mine).toEqual({
    stepsViewed: [
      {
        stepType: "SURVEY",
        start: "2026-11-01T11:59:00.000Z",
        end: "2026-11-01T11:59:30.000Z",
        duration: 30000,
      },
      { stepType: "CONFIRM", start: "2026-11-01T11:59:30.000Z" },
    ],
    presentedOffers: [{ presentedAt: "2026-11-01T11:59:10.000Z", acceptedAt: null }],
    feedback: "2026-11-04T11:59:10.000Z",
  })
})

test("times of a clock that is right are left alone", () => {
  const mine = session()
  shiftTimes(mine, now - 90_000, now)
  expect(mine).toEqual(session())
})

test("what is no session, no list and no time is left for the check that follows", () => {
  const strange = { stepsViewed: [null, 3, { start: "soon", end: 5 }], presentedOffers: "none" }
  shiftTimes(strange, 0, now)
  expect(strange).toEqual({ stepsViewed: [null, 3, { start: "soon", end: 5 }], presentedOffers: "none" })
  for (const nothing of [null, "text", [], 4]) shiftTimes(nothing, 0, now)
})
