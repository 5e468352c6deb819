import { dimensions } from "@holdfast/protocol"
import fc from "fast-check"
import { expect, test } from "vitest"
import { prng } from "../../../demo/prng.ts"
import { newCounter } from "./counter.ts"
import type { TableColumn, TableRow } from "./table.ts"

interface Block {
  size: number
  /** Of its sessions, those that count; null: all do. */
  chosen: readonly number[] | null
  /** Of session i it is `values[codes[i]]`. */
  columns: readonly { values: readonly (string | null)[]; codes: Uint8Array | Uint16Array }[]
}

/** Counts by so many columns; which they are does not matter to a counter. The one behind them, if any, is the amount. */
function count(blocks: readonly Block[], columns: number): TableRow[] {
  const by = dimensions.slice(0, columns)
  const hasAmounts = blocks.some((block) => block.columns.length > columns)
  const counter = newCounter({ by, ...(hasAmounts && { amounts: true }) })
  const names: TableColumn[] = [...by, "amount"]
  for (const { size, chosen, columns } of blocks) {
    counter.add({
      size,
      chosen: chosen && Uint32Array.from(chosen),
      counts: null,
      columns: new Map(
        columns.map((column, i) => [names[i] ?? "amount", { ...column, places: null }] as const),
      ),
    })
  }
  return counter.read()
}

test("combinations are counted over blocks whose codes mean different values", () => {
  const rows = count(
    [
      {
        size: 4,
        chosen: null,
        columns: [
          { values: ["PAUSE", null], codes: Uint8Array.of(0, 1, 1, 0) },
          { values: ["a", "b"], codes: Uint8Array.of(0, 0, 1, 0) },
        ],
      },
      {
        size: 3,
        chosen: [0, 2],
        columns: [
          { values: [null, "PAUSE", "CUSTOM"], codes: Uint8Array.of(0, 1, 2) },
          { values: ["b", "a"], codes: Uint8Array.of(0, 0, 1) },
        ],
      },
    ],
    2,
  )
  expect(rows).toEqual([
    { values: ["PAUSE", "a"], count: 2, amount: 0n },
    { values: [null, "a"], count: 1, amount: 0n },
    { values: [null, "b"], count: 2, amount: 0n },
    { values: ["CUSTOM", "a"], count: 1, amount: 0n },
  ])
})

test("without a column, what counts is counted together", () => {
  const block = { size: 3, chosen: [0, 1], columns: [] }
  expect(count([block, block], 0)).toEqual([{ values: [], count: 4, amount: 0n }])
  expect(count([], 0)).toEqual([])
})

test("more combinations than fit into one array are counted all the same", () => {
  const values = Array.from({ length: 2100 }, (_, i) => `v${i}`)
  const column = { values, codes: Uint16Array.from(values, (_, i) => i) }
  const rows = count([{ size: 2100, chosen: null, columns: [column, column] }], 2)
  expect(rows).toEqual(values.map((value) => ({ values: [value, value], count: 1, amount: 0n })))
})

test("any columns of any values are counted and summed as a plain look at every session does", () => {
  const world = fc.record({
    columns: fc.integer({ min: 0, max: dimensions.length }),
    valuesOf: fc.integer({ min: 1, max: 256 }),
    hasAmounts: fc.boolean(),
  })
  const coded = world.chain(({ columns, valuesOf, hasAmounts }) => {
    const texts = fc.integer({ min: 0, max: valuesOf * 2 }).map((i) => (i === 0 ? null : `v${i}`))
    const values = fc.uniqueArray(texts, { minLength: 1, maxLength: valuesOf, size: "max" })
    const amounts = fc.uniqueArray(fc.bigInt(0n, 10n ** 17n).map(String), { minLength: 1, maxLength: 20 })
    const lists = [...Array.from({ length: columns }, () => values), ...(hasAmounts ? [amounts] : [])]
    return fc.record({
      columns: fc.constant(columns),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      blocks: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean(), fc.tuple(...lists)), {
        maxLength: 4,
      }),
    })
  })
  fc.assert(
    fc.property(coded, ({ columns, seed, blocks }) => {
      const chance = prng(seed)
      const made = blocks.map(
        ([size, isSome, lists]): Block => ({
          size,
          chosen: isSome ? Array.from({ length: size }, (_, i) => i).filter(() => chance.chance(0.5)) : null,
          columns: lists.map((values) => ({
            values,
            codes: Uint8Array.from({ length: size }, () => chance.between(0, values.length - 1)),
          })),
        }),
      )
      expect(inOrder(count(made, columns))).toEqual(inOrder(naiveCount(made, columns)))
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
    chosen: null,
    columns: columns.map((codes) => ({ values, codes })),
  }))
  expect(inOrder(count(blocks, 12))).toEqual(inOrder(naiveCount(blocks, 12)))
})

test("the largest prices of millions of sessions are summed to the last digit", () => {
  const size = 2 ** 16
  const amount = 10n ** 17n - 1n
  const block = { size, chosen: null, columns: [{ values: [String(amount)], codes: new Uint8Array(size) }] }
  const blocks = Array.from({ length: 160 }, () => block)
  expect(count(blocks, 0)).toEqual([{ values: [], count: 160 * size, amount: amount * BigInt(160 * size) }])
})

function naiveCount(blocks: readonly Block[], columns: number): TableRow[] {
  const rows = new Map<string, TableRow>()
  for (const { size, chosen, columns: all } of blocks) {
    for (const i of chosen ?? Array.from({ length: size }, (_, i) => i)) {
      const found = all.map(({ values, codes }) => values[codes[i] ?? 0] ?? null)
      const values = found.slice(0, columns)
      const row = rows.get(JSON.stringify(values)) ?? { values, count: 0, amount: 0n }
      row.count++
      row.amount += BigInt(found[columns] ?? 0)
      rows.set(JSON.stringify(values), row)
    }
  }
  return [...rows.values()]
}

const inOrder = (rows: readonly TableRow[]): string[] =>
  rows.map(({ values, count, amount }) => JSON.stringify([values, count, String(amount)])).sort()
