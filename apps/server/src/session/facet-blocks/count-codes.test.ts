import { expect, test } from "vitest"
import { countCodes } from "./count-codes.ts"

test("combinations are counted over blocks whose codes mean different values, and what was counted elsewhere is added", () => {
  const counts = countCodes(
    [
      {
        size: 4,
        bits: null,
        columns: [
          { values: ["PAUSE", null], codes: Uint8Array.of(0, 1, 1, 0) },
          { values: ["a", "b"], codes: Uint8Array.of(0, 0, 1, 0) },
        ],
      },
      {
        size: 3,
        bits: "101",
        columns: [
          { values: [null, "PAUSE"], codes: Uint8Array.of(0, 1, 1) },
          { values: ["b", "a"], codes: Uint8Array.of(0, 0, 1) },
        ],
      },
    ],
    [
      { values: ["PAUSE", "a"], count: 10 },
      { values: ["CUSTOM", null], count: 5 },
    ],
    2,
  )
  expect(counts.toSorted((a, b) => a.count - b.count)).toEqual([
    { values: [null, "a"], count: 1 },
    { values: [null, "b"], count: 2 },
    { values: ["CUSTOM", null], count: 5 },
    { values: ["PAUSE", "a"], count: 13 },
  ])
})

test("without a column, what counts is counted together", () => {
  expect(countCodes([{ size: 3, bits: "110", columns: [] }], [], 0)).toEqual([{ values: [], count: 2 }])
  expect(countCodes([], [], 0)).toEqual([])
})

test("more combinations than fit into one array are counted all the same", () => {
  const values = Array.from({ length: 2100 }, (_, i) => `v${i}`)
  const codes = Uint16Array.from(values, (_, i) => i)
  const counts = countCodes(
    [
      {
        size: 2100,
        bits: null,
        columns: [
          { values, codes },
          { values, codes },
        ],
      },
    ],
    [],
    2,
  )
  expect(counts).toEqual(values.map((value) => ({ values: [value, value], count: 1 })))
})
