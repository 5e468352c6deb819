import { expect, test } from "vitest"
import type { TableRow } from "../../session/count/tables/table.ts"
import type { PublishedFlow } from "../published-flows.ts"
import { offersOf } from "./offers.ts"

const row = (values: (string | null)[], count: number, amount = 0n): TableRow => ({ values, count, amount })
const version = (id: string, number: number): PublishedFlow => ({
  id,
  name: `Primary Flow, version ${number}`,
  publishedAt: new Date(Date.UTC(2026, 0, number)),
  choices: [],
  offers: [],
})
const known = new Map([
  ["o1", { guid: "o1", offerType: "DISCOUNT" as const, name: "20% off for 3 months" }],
  ["o:2", { guid: "o:2", offerType: "DISCOUNT" as const, name: "<b>Hostile</b> off" }],
])

const nothing = { flows: [], known: new Map(), aftermaths: null }

test("an offer says who took it, what that keeps by the month, and which versions showed it", () => {
  const now = {
    ends: [
      row(["accepted:DISCOUNT", "saved", "usd MONTH 1"], 3, 870_000n),
      row(["accepted:o1", "saved", "usd YEAR 1"], 1, 12_000_000n),
      row(["accepted:o1", "saved", "usd MONTH 1"], 2, 580_000n),
      // taken, and cancelled all the same
      row(["accepted:o1", "canceled", "usd MONTH 1"], 1, 290_000n),
      row(["accepted:o1", "saved", null], 1),
      row(["declined:o1", "canceled", "usd MONTH 1"], 4, 1_160_000n),
      row(["ignored:o1", "abandoned", null], 1),
      row(["declined:o:2", "canceled", null], 2),
    ],
    versions: [
      row(["accepted:o1", "v1"], 4),
      row(["declined:o1", "v1"], 1),
      row(["accepted:o1", "v2"], 1),
      row(["declined:o1", "theirs"], 3),
      row(["ignored:o1", null], 1),
    ],
  }
  const before = { ends: [row(["accepted:o1", "saved", null], 1), row(["ignored:o1", "saved", null], 1)] }
  const rows = offersOf(
    now,
    { ...before, versions: [] },
    {
      ...{ flows: [version("v1", 1), version("v2", 2)], known, aftermaths: null },
    },
  )
  expect(rows.map(({ guid, shown }) => [guid, shown])).toEqual([
    [null, 3],
    ["o1", 10],
    ["o:2", 2],
  ])
  expect(rows[1]).toMatchObject({
    offerType: "DISCOUNT",
    name: "20% off for 3 months",
    ...{ accepted: 5, declined: 4, ignored: 1 },
    acceptance: { count: 5, of: 10, rate: 0.5 },
    acceptanceBefore: { count: 1, of: 2, rate: 0.5 },
    kept: [{ currency: "usd", minor: 15_800 }],
    versions: [
      { blueprintId: "v2", name: "Primary Flow, version 2", shown: 1, accepted: 1 },
      { blueprintId: "v1", name: "Primary Flow, version 1", shown: 5, accepted: 4 },
      { blueprintId: "theirs", name: "theirs", shown: 3, accepted: 0 },
      { blueprintId: null, name: "No version", shown: 1, accepted: 0 },
    ],
  })
  expect(rows[2]).toMatchObject({ name: "<b>Hostile</b> off", acceptanceBefore: { of: 0, rate: null } })
})

test("without offers there are no rows, and an offer of before stays with zeros", () => {
  const none = { ends: [], versions: [] }
  expect(offersOf(none, null, { ...nothing, known })).toEqual([])
  expect(
    offersOf(
      none,
      { ends: [row(["accepted:PAUSE", "saved", null], 2)], versions: [] },
      { ...nothing, known },
    ),
  ).toMatchObject([
    {
      ...{ offerType: "PAUSE", guid: null, name: "Pause", shown: 0, kept: [], versions: [] },
      acceptance: { rate: null },
      acceptanceBefore: { count: 2, of: 2 },
    },
  ])
})

test("two hundred offers are two hundred rows, most shown first", () => {
  const ends = Array.from({ length: 200 }, (_, n) => row([`ignored:g${n}`, "canceled", null], n + 1))
  const rows = offersOf({ ends, versions: [] }, null, nothing)
  expect(rows.map(({ guid }) => guid)).toEqual(Array.from({ length: 200 }, (_, n) => `g${199 - n}`))
})

test("where a billing tells, an offer says what a discount took off and who left later", () => {
  const ends = [
    row(["accepted:DISCOUNT", "saved", null], 3),
    row(["accepted:o1", "saved", null], 3),
    row(["accepted:PAUSE", "saved", null], 2),
  ]
  const aftermaths = new Map([
    ["DISCOUNT", { followed: 3, ended: 1, given: [{ currency: "usd", minor: 900 }] }],
    ["PAUSE", { followed: 2, ended: 2, given: [] }],
  ])
  const told = (known: Parameters<typeof offersOf>[2]) =>
    offersOf({ ends, versions: [] }, null, known).map(({ offerType, guid, discountGiven, endedLater }) => ({
      ...{ of: guid ?? offerType, discountGiven },
      ended: endedLater && [endedLater.count, endedLater.of],
    }))
  expect(told({ ...nothing, known, aftermaths })).toEqual([
    { of: "DISCOUNT", discountGiven: [{ currency: "usd", minor: 900 }], ended: [1, 3] },
    // nothing is known of it afterwards
    { of: "o1", discountGiven: [], ended: [0, 0] },
    { of: "PAUSE", discountGiven: null, ended: [2, 2] },
  ])
  expect(
    told({ ...nothing, known }).every((each) => each.discountGiven === null && each.ended === null),
  ).toBe(true)
})
