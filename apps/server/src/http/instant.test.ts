import { describe, expect, test } from "vitest"
import { instant, instants } from "./instant.ts"

const range = (from?: string, to?: string) => instants(["from", from], ["to", to])

test("a range has an end, both or none", () => {
  expect(range()).toEqual([undefined, undefined])
  expect(range("1500-01-01")).toEqual([new Date("1500-01-01T00:00:00Z"), undefined])
  expect(range("2026-01-01", "2026-01-01")).toEqual([new Date("2026-01-01"), new Date("2026-01-01")])
  expect(range(undefined, "2026-01-01T00:00:00.001")[1]?.getTime()).toBe(Date.UTC(2026, 0, 1) + 1)
})

test.each([
  ["2026-11-01 00:00:00", "2026-11-01T00:00:00Z"],
  ["2026-11-01T02:00:00 02:00", "2026-11-01T00:00:00Z"],
  ["2026-11-01 02:00 0200", "2026-11-01T00:00:00Z"],
  ["Sun, 01 Nov 2026 00:00:00 GMT", "2026-11-01T00:00:00Z"],
  ["Nov 1, 2026", "2026-11-01T00:00:00Z"],
  ["2026/11/01", "2026-11-01T00:00:00Z"],
  ["2026-11", "2026-11-01T00:00:00Z"],
  ["2026", "2026-01-01T00:00:00Z"],
  ["1793491200", "2026-11-01T00:00:00Z"],
])("the time %j is %s", (text, expected) => {
  expect(instant("startDate", text)).toEqual(new Date(expected))
})

describe("refused with a sentence", () => {
  const takes = "it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z."
  test.each([
    ["foo 1", `startDate is "foo 1"; ${takes}`],
    ["2026-02-31", `startDate is "2026-02-31"; ${takes}`],
    ["03/04/2026", `startDate is "03/04/2026"; ${takes}`],
    ["0000-06-01", `startDate is "0000-06-01"; ${takes}`],
    ["0001-01-01T00:00+01:00", `startDate is "0001-01-01T00:00+01:00"; ${takes}`],
    ["9999-12-31T24:00", `startDate is "9999-12-31T24:00"; ${takes}`],
    ["7".repeat(61), `startDate is "${"7".repeat(60)}…"; ${takes}`],
    ["", `startDate is ""; ${takes}`],
  ])("a time that is %j", (text, sentence) => {
    expect(() => instant("startDate", text)).toThrow(
      expect.objectContaining({ status: 422, message: sentence }),
    )
  })

  test.each([
    ["2026-01-02", "2026-01-01", "from is after to; the range is upside down."],
    ["1926-01-01", "2026-01-01", "from and to are a hundred years apart or more; a range takes less."],
    ["1500-01-01", "9000-01-01", "from and to are a hundred years apart or more; a range takes less."],
  ])("a range from %s to %s", (from, to, sentence) => {
    expect(() => range(from, to)).toThrow(expect.objectContaining({ status: 422, message: sentence }))
  })

  test("and a moment less than a hundred years is taken", () => {
    expect(range("1926-01-01", "2025-12-31T23:59:59.999Z")).toEqual([
      new Date("1926-01-01"),
      new Date("2025-12-31T23:59:59.999Z"),
    ])
  })
})
