import type { BlockColumn } from "../facet-blocks/block-columns.ts"
import { offersColumn } from "../facet-blocks/read-bitmaps.ts"
import type { CountedBlock, Table, TableColumn, TableRow } from "./table.ts"

/** Counted in one array as long as all combinations of a block have room in it. */
const mostCells = 1 << 18

export interface Counter {
  add(block: CountedBlock): void
  read(): TableRow[]
}

/** Counts the sessions of one block after the other for one table. */
export function newCounter({ by, amounts = undefined }: Table): Counter {
  const rows = new Map<string, { values: (string | null)[]; count: number; amount: bigint }>()
  const numbers = by.map(() => new Map<string | null, number>())
  const hasOffers = by.includes(offersColumn)
  return {
    add(block) {
      const { entries, places } = entriesOf(block, hasOffers)
      if (entries === 0) return
      const columns = by.map((name) => columnOf(block, name))
      const { cells, sizes } = cellsOf(columns, by, places, entries)
      const amount = amounts ? columnOf(block, "amount") : null
      const counted = amount ? sumCells(cells, amount, places.sessions) : countCells(cells, sizes)
      // the block's codes become numbers that hold for all blocks
      const own = columns.map(({ values }, i) =>
        values.map((value) => numberOf(numbers[i] as Map<string | null, number>, value)),
      )
      for (const [cell, { count, sum }] of counted) {
        const codes = codesOf(cell, sizes)
        const key = codes.map((code, i) => own[i]?.[code] ?? 0).join(" ")
        const row = rows.get(key)
        if (row) {
          row.count += count
          row.amount += sum
        } else {
          const values = codes.map((code, i) => columns[i]?.values[code] ?? null)
          rows.set(key, { values, count, amount: sum })
        }
      }
    },
    read: () => [...rows.values()],
  }
}

function columnOf({ columns }: CountedBlock, name: TableColumn): BlockColumn {
  const column = columns.get(name)
  if (!column) throw new Error(`A block is counted by ${name} and has no codes of it`)
  return column
}

function numberOf(numbers: Map<string | null, number>, value: string | null): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  numbers.set(value, numbers.size)
  return numbers.size - 1
}

/** What is counted: for each entry, at which place of the offers and of all other columns it stands; null: at its own. */
interface Places {
  sessions: Uint32Array | Uint16Array | null
  offers: Uint32Array | null
}

function entriesOf(block: CountedBlock, hasOffers: boolean): { entries: number; places: Places } {
  const { size, chosen } = block
  if (!hasOffers) return { entries: chosen?.length ?? size, places: { sessions: chosen, offers: null } }
  const all = columnOf(block, offersColumn).places ?? new Uint16Array(0)
  if (!chosen) return { entries: all.length, places: { sessions: all, offers: null } }
  const isChosen = new Uint8Array(size)
  for (const place of chosen) isChosen[place] = 1
  const offers = Uint32Array.from(all.keys()).filter((entry) => isChosen[all[entry] ?? 0] === 1)
  return {
    entries: offers.length,
    places: { sessions: Uint32Array.from(offers, (entry) => all[entry] ?? 0), offers },
  }
}

/**
 * A number for each entry that says which combination it has: the code of the first column, times the size of the second,
 * plus its code, and so on.
 */
function cellsOf(
  columns: readonly BlockColumn[],
  by: readonly TableColumn[],
  places: Places,
  entries: number,
): { cells: Float64Array | Uint32Array; sizes: number[] } {
  const sizes = columns.map(({ values }) => Math.max(1, values.length))
  const product = sizes.reduce((all, size) => all * size, 1)
  if (product > Number.MAX_SAFE_INTEGER) throw new Error("A table has too many combinations of values")
  const cells = product <= 0xffff_ffff ? new Uint32Array(entries) : new Float64Array(entries)
  for (const [i, { codes }] of columns.entries()) {
    const size = sizes[i] ?? 1
    const at = by[i] === offersColumn ? places.offers : places.sessions
    if (at) for (let e = 0; e < entries; e++) cells[e] = (cells[e] ?? 0) * size + (codes[at[e] ?? 0] ?? 0)
    else for (let e = 0; e < entries; e++) cells[e] = (cells[e] ?? 0) * size + (codes[e] ?? 0)
  }
  return { cells, sizes }
}

function codesOf(cell: number, sizes: readonly number[]): number[] {
  const codes: number[] = new Array(sizes.length)
  for (let i = sizes.length - 1, rest = cell; i >= 0; i--) {
    const size = sizes[i] ?? 1
    codes[i] = rest % size
    rest = Math.floor(rest / size)
  }
  return codes
}

interface Cell {
  count: number
  sum: bigint
}

function* countCells(cells: Float64Array | Uint32Array, sizes: readonly number[]): Generator<[number, Cell]> {
  const all = sizes.reduce((product, size) => product * size, 1)
  if (all > mostCells) {
    const counts = new Map<number, number>()
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
    for (const [cell, count] of counts) yield [cell, { count, sum: 0n }]
    return
  }
  const counts = new Uint32Array(all)
  for (let e = 0; e < cells.length; e++) {
    const cell = cells[e] ?? 0
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  for (let cell = 0; cell < all; cell++) {
    const count = counts[cell] ?? 0
    if (count > 0) yield [cell, { count, sum: 0n }]
  }
}

/**
 * Amounts are summed as two numbers, since a sum of a million large prices has more digits than one number holds: the lowest
 * 26 bits and the rest. Both stay whole numbers within a block of any size that there is.
 */
const lowBits = 26n
const low = 2 ** 26

interface Split {
  low: Float64Array
  high: Float64Array
}
/** By the values of a column, which is kept as long as the column is. */
const splits = new WeakMap<readonly (string | null)[], Split>()

function splitOf(values: readonly (string | null)[]): Split {
  const known = splits.get(values)
  if (known) return known
  const split = { low: new Float64Array(values.length), high: new Float64Array(values.length) }
  for (const [code, value] of values.entries()) {
    const amount = BigInt(value ?? 0)
    split.low[code] = Number(amount & ((1n << lowBits) - 1n))
    split.high[code] = Number(amount >> lowBits)
  }
  splits.set(values, split)
  return split
}

function* sumCells(
  cells: Float64Array | Uint32Array,
  { values, codes }: BlockColumn,
  sessions: Uint32Array | Uint16Array | null,
): Generator<[number, Cell]> {
  const split = splitOf(values)
  const numbers = new Map<number, number>()
  const counts: number[] = []
  const lows: number[] = []
  const highs: number[] = []
  for (let e = 0; e < cells.length; e++) {
    const cell = cells[e] ?? 0
    let number = numbers.get(cell)
    if (number === undefined) {
      number = counts.length
      numbers.set(cell, number)
      counts.push(0)
      lows.push(0)
      highs.push(0)
    }
    const code = codes[sessions ? (sessions[e] ?? 0) : e] ?? 0
    counts[number] = (counts[number] ?? 0) + 1
    lows[number] = (lows[number] ?? 0) + (split.low[code] ?? 0)
    highs[number] = (highs[number] ?? 0) + (split.high[code] ?? 0)
  }
  for (const [cell, number] of numbers) {
    const sum = BigInt(lows[number] ?? 0) + BigInt(highs[number] ?? 0) * BigInt(low)
    yield [cell, { count: counts[number] ?? 0, sum }]
  }
}
