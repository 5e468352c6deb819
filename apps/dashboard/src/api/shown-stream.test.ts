import type { StreamRow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { blankRow } from "../testing/blank-row.ts"
import { addPage, firstShown, isAbove, letIn, refreshShown, type ShownStream } from "./shown-stream.ts"

/** Rows named by one letter each; a letter further on in the alphabet is newer. An upper-case one has settled. */
const rows = (letters: string): StreamRow[] =>
  Array.from(letters, (letter) => {
    const name = letter.toLowerCase()
    const hasSettled = letter !== name
    return {
      ...blankRow,
      id: name,
      createdAt: `2026-11-23T12:00:${name.charCodeAt(0) - 87}Z`,
      outcome: hasSettled ? { kind: "canceled" } : { kind: "open" },
      outcomeLabel: hasSettled ? "Cancelled" : "In progress",
    }
  })

const shown = (letters: string, next: string | null, more: Partial<ShownStream> = {}) => ({
  ...firstShown({ sessions: rows(letters), next }),
  ...more,
})
const fresh = (letters: string, next: string | null) => ({ sessions: rows(letters), next, head: null })

test("newer stands above older, and of two at the same instant the larger id", () => {
  const [older, newer] = rows("ab")
  if (!older || !newer) throw new Error("two rows")
  const twin = { ...newer, id: "c" }
  expect([isAbove(newer, older), isAbove(older, newer), isAbove(twin, newer), isAbove(newer, newer)]).toEqual(
    [true, false, true, false],
  )
})

test("a row that settles changes in its place", () => {
  expect(refreshShown(shown("edc", "c"), fresh("eDcba", "a"))).toEqual(shown("eDc", "c", { changed: ["d"] }))
})

test("a row that did not change stays the very same, so that it is not drawn again", () => {
  const before = shown("dc", null)
  const after = refreshShown(before, fresh("Dc", null))
  expect([after.rows[0] === before.rows[0], after.rows[1] === before.rows[1]]).toEqual([false, true])
})

test("new sessions wait, wherever their time puts them above the last row", () => {
  expect(refreshShown(shown("fdc", "c"), fresh("hgfedcba", null))).toEqual(
    shown("fdc", "c", { arrived: rows("hge") }),
  )
})

test("a list that was complete has no place that is too low for a new session", () => {
  expect(refreshShown(shown("dc", null), fresh("edcb", null))).toEqual(
    shown("dc", null, { arrived: rows("eb") }),
  )
})

test("a session that waits stays fresh, and is gone when it matches no more", () => {
  const waiting = shown("ba", null, { arrived: rows("dc") })
  expect(refreshShown(waiting, fresh("Dba", null))).toEqual(shown("ba", null, { arrived: rows("D") }))
})

test("a row that matches no more is gone; one below what was looked at stays", () => {
  expect(refreshShown(shown("edcba", "a"), fresh("ec", "c"))).toEqual(shown("ecba", "a"))
})

test("an empty list takes new sessions in at once", () => {
  expect(refreshShown(shown("", null), fresh("ba", null))).toEqual(shown("ba", null))
})

test("more arrivals than are held leave a gap, and the rows below it stay fresh", () => {
  const head = { sessions: rows("zy"), next: "y" }
  const seen = refreshShown(shown("ba", null), { sessions: rows("zyBa"), next: null, head })
  expect(seen).toEqual(shown("Ba", null, { arrived: rows("zy"), gap: "y", changed: ["b"] }))
  expect(letIn(seen)).toEqual(shown("zy", "y", { added: ["z", "y"] }))
})

test("letting in puts every session where its time does", () => {
  const waiting = shown("fdc", "c", { arrived: rows("ge") })
  expect(letIn(waiting)).toEqual(shown("gfedc", "c", { added: ["g", "e"] }))
})

test("a further page joins at the foot, without a row twice", () => {
  expect(addPage(shown("dc", "c", { arrived: rows("e") }), { sessions: rows("cba"), next: null })).toEqual(
    shown("dcba", null, { arrived: rows("e") }),
  )
})
