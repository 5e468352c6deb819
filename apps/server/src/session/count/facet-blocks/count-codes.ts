/** One breakdown of one block: what the i-th session has is `values[codes[i]]`. */
export interface CodedColumn {
  values: readonly (string | null)[]
  codes: Uint8Array | Uint16Array | Uint32Array
}

export interface CodedBlock {
  size: number
  /** "1" for each session that counts; null: all do. */
  bits: string | null
  columns: readonly CodedColumn[]
}

/** Counts kept in one array, unless there are more combinations than that. */
const mostCells = 4_000_000

/** A combination of values, and how many sessions have it. */
export interface Counted {
  values: (string | null)[]
  count: number
}

/**
 * How many sessions have which combination of values; those that do not occur are left out.
 * @param counted combinations that were counted elsewhere, to be added
 */
export function countCodes(
  blocks: readonly CodedBlock[],
  counted: readonly Counted[],
  columns: number,
): Counted[] {
  const names = Array.from({ length: columns }, () => numbering<string | null>())
  const numbered = blocks.map((block) => ({
    ...block,
    columns: block.columns.map(({ values, codes }, i) => ({
      codes,
      numbers: Uint32Array.from(values, (value) => names[i]?.number(value) ?? 0),
    })),
  }))
  const added = counted.map(({ values, count }) => ({
    count,
    numbers: values.map((value, i) => names[i]?.number(value) ?? 0),
  }))
  const sizes = names.map(({ size }) => size())
  const sessions = blocks.reduce((sum, { size }) => sum + size, counted.length)
  const { denser, cells } = spaceFor(sizes, sessions)
  const counts = counter(cells)
  for (const { numbers, count } of added) {
    let cell = 0
    for (const [i, number] of numbers.entries()) {
      cell = (denser[i]?.number(cell) ?? cell) * (sizes[i] ?? 0) + number
    }
    counts.add(cell, count)
  }
  for (const { size, bits, columns } of numbered) {
    for (let place = 0; place < size; place++) {
      if (bits !== null && bits.charCodeAt(place) !== one) continue
      let cell = 0
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]
        const dense = denser[i]
        if (dense) cell = dense.number(cell)
        if (column) cell = cell * (sizes[i] ?? 0) + (column.numbers[column.codes[place] ?? 0] ?? 0)
      }
      counts.add(cell, 1)
    }
  }
  const found: Counted[] = []
  counts.each((cell, count) => {
    const values: (string | null)[] = []
    for (let i = columns - 1, rest = cell; i >= 0; i--) {
      const size = sizes[i] ?? 1
      values[i] = names[i]?.name(rest % size) ?? null
      rest = Math.floor(rest / size)
      rest = denser[i]?.name(rest) ?? rest
    }
    found.push({ values, count })
  })
  return found
}

/** How combinations become one number each: a cell. */
interface CellSpace {
  /** Before the i-th column is added, cells are numbered anew, by those that occur; null where there is room without. */
  denser: readonly (Numbering<number> | null)[]
  cells: number
}

/**
 * Every combination that could occur has a cell of its own, as long as a number can tell them apart. Where it cannot, the
 * columns so far are numbered by the combinations that do occur, of which there are no more than sessions.
 */
function spaceFor(sizes: readonly number[], sessions: number): CellSpace {
  let cells = 1
  const denser = sizes.map((size) => {
    const isFull = cells * size > Number.MAX_SAFE_INTEGER
    cells = (isFull ? sessions : cells) * size
    return isFull ? numbering<number>() : null
  })
  return { denser, cells }
}

const one = "1".charCodeAt(0)

interface Numbering<Name> {
  number(name: Name): number
  name(number: number): Name | undefined
  size(): number
}

/** The same number for the same name, from 0 on. */
function numbering<Name>(): Numbering<Name> {
  const numbers = new Map<Name, number>()
  const names: Name[] = []
  return {
    number(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    name: (number) => names[number],
    size: () => names.length,
  }
}

function counter(cells: number) {
  if (cells > mostCells) {
    const counts = new Map<number, number>()
    return {
      add: (cell: number, count: number) => void counts.set(cell, (counts.get(cell) ?? 0) + count),
      each: (visit: (cell: number, count: number) => void) =>
        counts.forEach((count, cell) => {
          visit(cell, count)
        }),
    }
  }
  const counts = new Uint32Array(cells)
  return {
    add(cell: number, count: number) {
      counts[cell] = (counts[cell] ?? 0) + count
    },
    each(visit: (cell: number, count: number) => void) {
      // by hand: as a list of pairs, what occurs and what does not is more to clean up than to count
      for (let cell = 0; cell < cells; cell++) {
        const count = counts[cell] ?? 0
        if (count > 0) visit(cell, count)
      }
    },
  }
}
