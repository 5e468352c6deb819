import type { StreamPage, StreamRow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { blankRow } from "../testing/blank-row.ts"
import { type Cut, fetchFresh } from "./fetch-fresh.ts"
import { firstShown } from "./shown-stream.ts"

const row = (second: number): StreamRow => ({
  ...blankRow,
  id: `s${String(second).padStart(4, "0")}`,
  createdAt: new Date(second * 1000).toISOString(),
})

/** A server with one session a second, the newest at `newest`; it writes down what it is asked. */
function serverWith(newest: number) {
  const all = Array.from({ length: newest }, (_, index) => row(newest - index))
  const asked: Cut[] = []
  const fetchPage = async (cut: Cut): Promise<StreamPage> => {
    asked.push(cut)
    const { before, size, to } = cut
    const from = all.filter(({ id, createdAt }) => (!before || id < before) && (!to || createdAt < to))
    const sessions = from.slice(0, size)
    return { sessions, next: from.length > size ? (sessions.at(-1)?.id ?? null) : null }
  }
  return { asked, fetchPage }
}

/** Ids of the rows from one second down to another. */
const ids = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => row(from - index).id)
const shown = (from: number, to: number) =>
  firstShown({ sessions: ids(from, to).map((id) => row(Number(id.slice(1)))), next: row(to).id })
const idsOf = ({ sessions }: { sessions: StreamRow[] }) => sessions.map(({ id }) => id)

test("one question is enough while what is shown and what arrived fit into a page", async () => {
  const { asked, fetchPage } = serverWith(505)
  const fresh = await fetchFresh(shown(500, 491), fetchPage)
  expect(asked).toEqual([{ before: null, size: 20 }])
  expect([idsOf(fresh), fresh.next, fresh.head]).toEqual([ids(505, 486), "s0486", null])
})

test("a long list is read to its last row, a hundred at a time", async () => {
  const { asked, fetchPage } = serverWith(500)
  const fresh = await fetchFresh(shown(500, 251), fetchPage)
  expect(asked.map(({ before }) => before)).toEqual([null, "s0401", "s0301"])
  expect([idsOf(fresh), fresh.next]).toEqual([ids(500, 201), "s0201"])
})

test("more arrivals than expected are asked for again, all of them", async () => {
  const { asked, fetchPage } = serverWith(560)
  const fresh = await fetchFresh(shown(500, 491), fetchPage)
  expect(asked.map(({ size }) => size)).toEqual([20, 100])
  expect([idsOf(fresh), fresh.head]).toEqual([ids(560, 461), null])
})

test("hundreds of arrivals are left out but for the newest hundred, and the rows shown are read all the same", async () => {
  const { fetchPage } = serverWith(900)
  const fresh = await fetchFresh(shown(500, 491), fetchPage)
  expect(idsOf(fresh)).toEqual([...ids(900, 801), ...ids(500, 401)])
  expect([fresh.head && idsOf(fresh.head), fresh.head?.next, fresh.next]).toEqual([
    ids(900, 801),
    "s0801",
    "s0401",
  ])
})
