import type { BlockColumn } from "../facet-blocks/block-columns.ts"

/** Found in an array as long as all combinations that there could be have room in it: 4 MB. */
const mostInArray = 1 << 20
/** How many combinations a table may have: a map holds no more entries. */
const mostCombinations = 2 ** 24
/** Beyond that a number no longer tells its neighbours apart. */
const mostCells = 2 ** 53

/** One column of entries: of entry e it is `values[codes[at[e]]]`, or `values[codes[e]]` without `at`. */
export interface EntryColumn extends Pick<BlockColumn, "values" | "codes"> {
  at: Uint32Array | Uint16Array | null
}

/** The combinations of values that occur, each with a number from 0 on, in the order in which they came. */
export interface Combinations {
  /** The number of the combination that each entry has. */
  numbersOf(columns: readonly EntryColumn[], entries: number): Uint32Array
  size(): number
  valuesOf(combination: number): (string | null)[]
}

/**
 * Tells combinations apart by their cells: the number of the value of the first column, times the room of the second, plus
 * its number, and so on. Where a cell would be too large a number, the columns so far are numbered by the combinations
 * that do occur, and the others go on from there: thirty columns make no more combinations than there are sessions.
 */
export function newCombinations(columns: number): Combinations {
  const names = Array.from({ length: columns }, newNumbering)
  /** For how many values of a column there is room: a power of two, which doubles when it is too small. */
  let rooms: readonly number[] = names.map(() => 1)
  let steps = stepsOf(rooms)
  /** By column, the numbers of the values of each combination. */
  const known: number[][] = names.map(() => [])
  let size = 0

  function number(
    numbered: readonly NumberedColumn[],
    entries: number,
    isNew: (entry: number) => void,
  ): Uint32Array {
    let found: Uint32Array = new Uint32Array(entries)
    for (const [i, { from, upto, cells, index }] of steps.entries()) {
      const places = cells <= 2 ** 32 ? found : Float64Array.from(found)
      for (let c = from; c < upto; c++) addColumn(places, numbered[c] as NumberedColumn, rooms[c] ?? 1)
      found = index.numberAll(places, i === steps.length - 1 ? isNew : nobody)
    }
    return found
  }

  function makeRoom(): void {
    if (names.every((each, i) => each.size() <= (rooms[i] ?? 0))) return
    rooms = roomsFor(names.map((each) => each.size()))
    steps = stepsOf(rooms)
    // they get the numbers that they had, since they come in that order
    number(
      known.map((numbers) => ({ numbers: Uint32Array.from(numbers), codes: null, at: null })),
      size,
      nobody,
    )
  }

  return {
    numbersOf(entryColumns, entries) {
      const numbered = entryColumns.map(({ values, codes, at }, i) => ({
        numbers: Uint32Array.from(values, (value) => names[i]?.number(value) ?? 0),
        codes,
        at,
      }))
      makeRoom()
      return number(numbered, entries, (entry) => {
        size++
        for (const [i, column] of numbered.entries()) known[i]?.push(numberAt(column, entry))
      })
    },
    size: () => size,
    valuesOf: (combination) => names.map((each, i) => each.name(known[i]?.[combination] ?? 0)),
  }
}

const nobody = () => {}

/** A column whose values are numbers already: `numbers[codes[at[e]]]`; without codes each entry has its own. */
interface NumberedColumn {
  numbers: Uint32Array
  codes: EntryColumn["codes"] | null
  at: EntryColumn["at"]
}

function numberAt({ numbers, codes, at }: NumberedColumn, entry: number): number {
  const place = at ? (at[entry] ?? 0) : entry
  return numbers[codes ? (codes[place] ?? 0) : place] ?? 0
}

function addColumn(cells: Uint32Array | Float64Array, column: NumberedColumn, room: number): void {
  const { numbers, codes, at } = column
  // three loops, since one with the questions in it takes twice as long
  if (!codes) for (let e = 0; e < cells.length; e++) cells[e] = (cells[e] ?? 0) * room + (numbers[e] ?? 0)
  else if (at)
    for (let e = 0; e < cells.length; e++)
      cells[e] = (cells[e] ?? 0) * room + (numbers[codes[at[e] ?? 0] ?? 0] ?? 0)
  else
    for (let e = 0; e < cells.length; e++) cells[e] = (cells[e] ?? 0) * room + (numbers[codes[e] ?? 0] ?? 0)
}

function roomsFor(sizes: readonly number[]): number[] {
  const bits = sizes.map((size) => Math.ceil(Math.log2(Math.max(1, size))))
  const all = bits.reduce((sum, some) => sum + some, 0)
  // where a map is needed anyway room costs nothing, and more of it is not needed soon
  const more =
    2 ** all <= mostInArray ? 0 : Math.max(0, Math.floor((Math.log2(mostCells) - all) / sizes.length))
  return bits.map((some) => 2 ** (some + more))
}

/** Columns that make a cell together with what was found of those before. */
interface Step {
  from: number
  upto: number
  cells: number
  index: CellIndex
}

function stepsOf(rooms: readonly number[]): Step[] {
  const spans = [{ from: 0, upto: 0, cells: 1 }]
  for (const [i, room] of rooms.entries()) {
    const last = spans.at(-1)
    if (last && last.cells * room <= mostCells) {
      last.cells *= room
      last.upto = i + 1
    } else spans.push({ from: i, upto: i + 1, cells: mostCombinations * room })
  }
  return spans.map((span) => ({ ...span, index: newCellIndex(span.cells) }))
}

interface CellIndex {
  /** The number of each cell. One that was not there before gets the next, and is told of. */
  numberAll(cells: Uint32Array | Float64Array, isNew: (entry: number) => void): Uint32Array
}

function newCellIndex(cells: number): CellIndex {
  let size = 0
  if (cells <= mostInArray) {
    /** The number of a cell, plus one. */
    const numbers = new Uint32Array(cells)
    return {
      numberAll(all, isNew) {
        const found = new Uint32Array(all.length)
        for (let e = 0; e < all.length; e++) {
          const cell = all[e] ?? 0
          const known = numbers[cell] ?? 0
          if (known > 0) found[e] = known - 1
          else {
            found[e] = size++
            numbers[cell] = size
            isNew(e)
          }
        }
        return found
      },
    }
  }
  const numbers = new Map<number, number>()
  return {
    numberAll(all, isNew) {
      const found = new Uint32Array(all.length)
      for (let e = 0; e < all.length; e++) {
        const cell = all[e] ?? 0
        const known = numbers.get(cell)
        found[e] = known ?? size
        if (known !== undefined) continue
        numbers.set(cell, size++)
        isNew(e)
      }
      return found
    },
  }
}

/** The same number for the same value, from 0 on. */
function newNumbering() {
  const numbers = new Map<string | null, number>()
  const names: (string | null)[] = []
  return {
    number(name: string | null): number {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    name: (number: number): string | null => names[number] ?? null,
    size: () => names.length,
  }
}
