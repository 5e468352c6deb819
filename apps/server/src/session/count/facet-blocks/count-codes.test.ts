import fc from "fast-check"
import { expect, test } from "vitest"
import { prng } from "../../../demo/prng.ts"
import { type CodedBlock, type Counted, countCodes } from "./count-codes.ts"

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

test("any columns of any values are counted as a plain look at every session counts them", () => {
  const world = fc.record({
    columns: fc.integer({ min: 0, max: 12 }),
    valuesOf: fc.integer({ min: 1, max: 256 }),
  })
  const coded = world.chain(({ columns, valuesOf }) => {
    const texts = fc.integer({ min: 0, max: valuesOf * 2 }).map((i) => (i === 0 ? null : `v${i}`))
    const values = fc.uniqueArray(texts, { minLength: 1, maxLength: valuesOf, size: "max" })
    const block = fc.tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.boolean(),
      fc.array(values, {
        minLength: columns,
        maxLength: columns,
      }),
    )
    return fc.record({
      columns: fc.constant(columns),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      blocks: fc.array(block, { maxLength: 4 }),
      counted: fc.array(
        fc.record({
          values: fc.array(texts, { minLength: columns, maxLength: columns }),
          count: fc.integer({ min: 1, max: 5 }),
        }),
        { maxLength: 5 },
      ),
    })
  })
  fc.assert(
    fc.property(coded, ({ columns, seed, blocks, counted }) => {
      const chance = prng(seed)
      const made = blocks.map(
        ([size, hasBits, lists]): CodedBlock => ({
          size,
          bits: hasBits
            ? Array.from({ length: size }, () => (chance.chance(0.5) ? "1" : "0")).join("")
            : null,
          columns: lists.map((values) => ({
            values,
            codes: Uint8Array.from({ length: size }, () => chance.between(0, values.length - 1)),
          })),
        }),
      )
      expect(inOrder(countCodes(made, counted, columns))).toEqual(inOrder(naiveCount(made, counted)))
    }),
    { numRuns: 200, endOnFailure: true },
  )
})

test("more combinations than a number can tell apart stay apart", () => {
  // twelve columns of 256 values: 2^96 combinations
  const chance = prng(1)
  const values = Array.from({ length: 256 }, (_, i) => `v${i}`)
  const size = 5000
  const column = () => Uint8Array.from({ length: size }, () => chance.between(0, 255))
  const first = Array.from({ length: 12 }, column)
  // in the second block only the last column differs
  const second = first.with(11, column())
  const blocks = [first, second].map((columns) => ({
    size,
    bits: null,
    columns: columns.map((codes) => ({ values, codes })),
  }))
  expect(inOrder(countCodes(blocks, [], 12))).toEqual(inOrder(naiveCount(blocks, [])))
})

function naiveCount(blocks: readonly CodedBlock[], counted: readonly Counted[]): Counted[] {
  const counts = new Map<string, number>()
  const add = (values: readonly unknown[], count: number) => {
    const key = JSON.stringify(values)
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  for (const { values, count } of counted) add(values, count)
  for (const { size, bits, columns } of blocks) {
    for (let i = 0; i < size; i++) {
      if (bits === null || bits[i] === "1")
        add(
          columns.map(({ values, codes }) => values[codes[i] ?? 0]),
          1,
        )
    }
  }
  return Array.from(counts, ([key, count]) => ({ values: JSON.parse(key), count }))
}

const inOrder = (counts: readonly Counted[]): string[] => counts.map((each) => JSON.stringify(each)).sort()
