import fc from "fast-check"
import { expect, test } from "vitest"
import { type AlertState, type AlertVerdict, judgeAlert } from "./judge-alert.ts"

const quiet: AlertState = { firingSince: null, calmSince: null, isTold: false }

/** What is told, hour by hour. */
function told(verdicts: readonly AlertVerdict[], isMuted: (hour: number) => boolean = () => false): string[] {
  let state = quiet
  return verdicts.flatMap((verdict, hour) => {
    const judged = judgeAlert(state, verdict, { isMuted: isMuted(hour), now: new Date(hour * 3600_000) })
    state = judged.state
    return judged.tells ? [`${hour} ${judged.tells}`] : []
  })
}
const hours = (count: number, verdict: AlertVerdict) => Array.from({ length: count }, () => verdict)

test("it is told once when it begins, and once when it has not held for a day", () => {
  expect(told([...hours(3, "within"), ...hours(50, "beyond"), ...hours(50, "within")])).toEqual([
    "3 began",
    "77 ended",
  ])
})

test("a figure that goes to and fro about its level is told once", () => {
  const toAndFro = Array.from(
    { length: 200 },
    (_, hour): AlertVerdict => (hour % 5 === 0 ? "beyond" : "within"),
  )
  expect(told(toAndFro)).toEqual(["0 began"])
})

test("too few sessions begin nothing and end nothing", () => {
  expect(told(hours(100, "unknown"))).toEqual([])
  expect(told(["beyond", ...hours(100, "unknown")])).toEqual(["0 began"])
})

test("what began while it was muted is not told, nor its end", () => {
  const muted = (hour: number) => hour < 5
  expect(told([...hours(10, "beyond"), ...hours(60, "within"), "beyond"], muted)).toEqual(["70 began"])
})

test("whatever is read, beginnings and ends take turns, and a beginning is first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<AlertVerdict>("beyond", "within", "unknown"), { maxLength: 300 }),
      (verdicts) => {
        const words = told(verdicts.flatMap((verdict) => hours(9, verdict))).map((each) => each.split(" ")[1])
        expect(words).toEqual(words.map((_, nth) => (nth % 2 === 0 ? "began" : "ended")))
      },
    ),
  )
})
