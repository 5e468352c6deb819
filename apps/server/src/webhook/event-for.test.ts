import type { DeliveredEvent } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { expect, test } from "vitest"
import { type Completions, eventFor } from "./event-for.ts"

type Kind = "opened" | "updated" | "settled" | "corrected" | "bounced" | "reopened"

/** A change of one session: its place in the log, which has gaps, and the session's number. */
interface Entry {
  n: number
  kind: Kind
  sequence: number
}

interface Reading {
  /** How many changes the readers have read after it. */
  read: number
  /** How many were committed by then: a reader sees the session as it is, which may be ahead of what it reads. */
  committed: number
}

const isOpenAfter = (kind: Kind, wasOpen: boolean) =>
  kind === "opened" || kind === "reopened" || (kind === "updated" && wasOpen)

/** A history that ends with a completed session. Each step is taken from what can happen to it then. */
const history = fc
  .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
  .map((steps) => {
    const entries: Entry[] = []
    let isOpen = true
    const add = (kind: Kind, gap: number) => {
      entries.push({ n: (entries.at(-1)?.n ?? 0) + gap, kind, sequence: entries.length + 1 })
      isOpen = isOpenAfter(kind, isOpen)
    }
    add("opened", 1)
    for (const [choice, gap] of steps) {
      const possible: Kind[] = isOpen
        ? ["updated", "settled", "settled", "updated"]
        : ["updated", "corrected", "bounced", "reopened"]
      add(possible[choice] ?? "updated", gap)
    }
    if (isOpen) add("settled", 1)
    return entries
  })

const readings = (entries: readonly Entry[]) =>
  fc
    .array(fc.tuple(fc.nat(entries.length), fc.nat(entries.length)), { maxLength: 6 })
    .map((pairs): Reading[] => {
      let [read, committed] = [0, 0]
      const all = pairs
        .toSorted(([a], [b]) => a - b)
        .map(([cut, ahead]) => {
          read = cut
          committed = Math.max(committed, read, ahead)
          return { read, committed }
        })
      return [...all, { read: entries.length, committed: entries.length }]
    })

const runs = history.chain((entries) =>
  fc.record({
    entries: fc.constant(entries),
    readings: readings(entries),
    // the endpoint was made at any time
    madeAfter: fc.nat((entries.at(-1)?.n ?? 0) + 1),
  }),
)

/** What an endpoint is told over all readings: each event with the number that it says. */
function tell(
  events: readonly DeliveredEvent[],
  {
    entries,
    readings,
    madeAfter,
  }: { entries: readonly Entry[]; readings: readonly Reading[]; madeAfter: number },
) {
  const told: { event: string; sequence: number }[] = []
  let before = 0
  for (const { read, committed } of readings) {
    const now = entries.slice(before, read)
    before = read
    const known = entries.slice(0, committed)
    const isOpen = known.reduce((wasOpen, { kind }) => isOpenAfter(kind, wasOpen), true)
    const sequence = known.at(-1)?.sequence
    if (now.length === 0 || isOpen || sequence === undefined) continue
    const settled = known.filter(({ kind }) => kind === "settled").map(({ n }) => n)
    const completions: Completions = { first: `${settled[0]}`, last: `${settled.at(-1)}` }
    const event = eventFor(
      { modes: ["live"], events, after_change: `${madeAfter}` },
      { mode: "live", sequence },
      now.map(({ n }) => `${n}`),
      completions,
      told.at(-1)?.sequence ?? null,
    )
    if (event) told.push({ event, sequence })
  }
  return told
}

/** What happened after the endpoint was made, looked at as a whole and not by readings. */
function happened({ entries, madeAfter }: { entries: readonly Entry[]; madeAfter: number }) {
  const first = entries.find(({ kind }) => kind === "settled")?.n ?? 0
  const since = entries.filter(({ n }) => n > madeAfter)
  return {
    isCompletedFirst: first > madeAfter,
    isCompleted: since.some(({ kind }) => kind === "settled"),
    isChanged: since.some(({ n }) => n > first),
    end: entries.length,
  }
}

test("an endpoint for both hears one session, then what changed, and ends with what is true", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const told = tell(["session", "session.updated"], run)
      const { isCompleted, isCompletedFirst, isChanged, end } = happened(run)
      expect(told.at(-1)?.sequence).toBe(isCompleted || isChanged ? end : undefined)
      // one that was made later may hear of a change before the session is completed again
      if (isCompletedFirst) expect(told[0]?.event).toBe("session")
      expect(told.slice(1).every(({ event }) => event === "session.updated")).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test("an endpoint for session.updated alone ends with what is true wherever a completed session changed, however often it was completed", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const told = tell(["session.updated"], run)
      const { isChanged, end } = happened(run)
      expect(told.at(-1)).toEqual(isChanged ? { event: "session.updated", sequence: end } : undefined)
      expect(told.every(({ event }) => event === "session.updated")).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test("an endpoint for session alone hears of each session that was completed since it was made, once", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const told = tell(["session"], run)
      expect(told.map(({ event }) => event)).toEqual(happened(run).isCompleted ? ["session"] : [])
    }),
    { numRuns: 2000 },
  )
})

test("the numbers that are told rise", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const numbers = tell(["session", "session.updated"], run).map(({ sequence }) => sequence)
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    }),
    { numRuns: 2000 },
  )
})

test("where the completion is older than the log, each change is one of a completed session; other modes are silent", () => {
  const endpoint = { modes: ["live"], events: ["session", "session.updated"], after_change: "5" } as const
  const of = (mode: "live" | "test", n: string) => eventFor(endpoint, { mode, sequence: 4 }, [n], null, null)
  expect([of("live", "6"), of("live", "5"), of("test", "6")]).toEqual(["session.updated", null, null])
})
