import type { Move, TranscriptLine } from "@holdfast/protocol/recording"
import { expect, test } from "vitest"
import { lineAt, markFrom, marksOf, momentOf, playedLines } from "./played-lines.ts"

const moves: Move[] = [
  [0, "screen", "survey"],
  [1000, "choice", "price"],
  [2000, "screen", "offer"],
  [4000, "declined"],
  [4000, "screen", "confirm"],
  [9000, "decision", "canceled"],
  [9000, "phase", "working", null, null],
  [9600, "phase", "done", null, "arrived"],
  [9900, "closed"],
]
const line = (at: number | null, kind: TranscriptLine["kind"]) => ({ at, kind, text: kind })
const transcript = [
  line(0, "screen"),
  line(1000, "answer"),
  line(2000, "offer"),
  line(4000, "decision"),
  line(4000, "screen"),
  line(9000, "decision"),
  line(9000, "wait"),
  line(9600, "decision"),
  line(9900, "end"),
]
const lines = playedLines({ transcript, log: { head: null, moves, missing: [] } })

test("decisions are told apart by the moves that they come from, and the rest by its kind", () => {
  expect(lines.map(({ tone }) => tone)).toEqual([
    ...["screen", "answer", "offer", "declined", "screen"],
    ...["canceled", "wait", "decided", "end"],
  ])
  const taken = playedLines({
    transcript: [line(5, "decision")],
    log: { head: null, moves: [[5, "decision", "accepted"]], missing: [] },
  })
  expect(taken.map(({ tone }) => tone)).toEqual(["taken"])
})

test("of a session without a log nobody knows which decision a line is", () => {
  const told = playedLines({ transcript: [line(5, "decision"), line(null, "idle")], log: null })
  expect(told.map(({ tone }) => tone)).toEqual(["decided", "idle"])
  expect(marksOf(told)).toEqual([{ at: 5, tone: "decided", text: "decision" }])
})

test("the line of a moment is the last one that had begun", () => {
  expect([0, 999, 1000, 4000, 60_000].map((ms) => lineAt(lines, ms))).toEqual([0, 0, 1, 4, 8])
  expect(lineAt([line(null, "end") as never], 5)).toBe(-1)
})

test("from a moment to the next mark and the one before; soon after a mark, to the one before that", () => {
  const marks = marksOf(lines)
  expect([0, 1000, 9700, 9900].map((ms) => markFrom(marks, ms, 1))).toEqual([
    1000,
    2000,
    9900,
    Number.POSITIVE_INFINITY,
  ])
  expect([0, 900, 1500, 3500, 9900].map((ms) => markFrom(marks, ms, -1))).toEqual([0, 0, 0, 2000, 4000])
})

test.each([
  ["#at=offer", 2000],
  ["#at=answer", 1000],
  ["#at=decision", 9000],
  ["#at=end", 9900],
  ["at=3.5", 3500],
  ["#at=0", 0],
  ["#at=fault", null],
  ["#at=constructor", null],
  ["#at=-1", null],
  ["#at=1e9", null],
  ["#other=1", null],
  ["", null],
])("the address %s leads to %s", (hash, moment) => {
  expect(momentOf(hash, lines)).toBe(moment)
})
