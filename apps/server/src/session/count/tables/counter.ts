import type { BlockColumn } from "../facet-blocks/block-columns.ts"
import { offersColumn } from "../facet-blocks/read-bitmaps.ts"
import { newCombinations } from "./combinations.ts"
import type { CountedBlock, Table, TableColumn, TableRow } from "./table.ts"

export interface Counter {
  add(block: CountedBlock): void
  read(): TableRow[]
}

/** Counts the sessions of one block after the other for one table. */
export function newCounter({ by, amounts = undefined }: Table): Counter {
  const combinations = newCombinations(by.length)
  const counts: number[] = []
  const sums = amounts && newSums()
  const hasOffers = by.includes(offersColumn)
  return {
    add(block) {
      const { entries, places } = entriesOf(block, hasOffers)
      if (entries === 0) return
      const columns = by.map((name) => ({
        ...columnOf(block, name),
        at: name === offersColumn ? places.offers : places.sessions,
      }))
      const found = combinations.numbersOf(columns, entries)
      while (counts.length < combinations.size()) counts.push(0)
      for (let e = 0; e < entries; e++) {
        const combination = found[e] ?? 0
        counts[combination] = (counts[combination] ?? 0) + (block.counts ? (block.counts[e] ?? 0) : 1)
      }
      sums?.add(found, columnOf(block, "amount"), places.sessions)
    },
    read: () =>
      counts.map((count, combination) => ({
        values: combinations.valuesOf(combination),
        count,
        amount: sums?.of(combination) ?? 0n,
      })),
  }
}

function columnOf({ columns }: CountedBlock, name: TableColumn): BlockColumn {
  const column = columns.get(name)
  if (!column) throw new Error(`A block is counted by ${name} and has no codes of it`)
  return column
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
 * Amounts are summed as two numbers, since a sum of a million large prices has more digits than one number holds: the lowest
 * 26 bits and the rest. Both stay whole numbers for so many sessions, and are then put together.
 */
const lowBits = 26n
const low = 2 ** 26
const mostSplit = 2 ** 20

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

/** What the amounts of each combination come to. */
function newSums() {
  const whole: bigint[] = []
  const lows: number[] = []
  const highs: number[] = []
  let split = 0
  function putTogether(): void {
    for (const [combination, some] of lows.entries()) {
      const sum = BigInt(some) + BigInt(highs[combination] ?? 0) * BigInt(low)
      whole[combination] = (whole[combination] ?? 0n) + sum
    }
    for (const each of [lows, highs]) each.fill(0)
    split = 0
  }
  return {
    /** @param found the combination of each entry, whose session is at its place of `sessions` */
    add(
      found: Uint32Array,
      { values, codes }: BlockColumn,
      sessions: Uint32Array | Uint16Array | null,
    ): void {
      if (split + found.length > mostSplit) putTogether()
      split += found.length
      const { low, high } = splitOf(values)
      for (let e = 0; e < found.length; e++) {
        const combination = found[e] ?? 0
        const code = codes[sessions ? (sessions[e] ?? 0) : e] ?? 0
        lows[combination] = (lows[combination] ?? 0) + (low[code] ?? 0)
        highs[combination] = (highs[combination] ?? 0) + (high[code] ?? 0)
      }
    },
    of(combination: number): bigint {
      if (split > 0) putTogether()
      return whole[combination] ?? 0n
    },
  }
}
