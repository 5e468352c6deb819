/** One breakdown of one block: what the i-th session has is `values[codes[i]]`. */
export interface CodedColumn {
  values: readonly (string | null)[]
  codes: Uint8Array | Uint16Array
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
  const names = Array.from({ length: columns }, () => nameNumbers())
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
  const counts = counter(sizes.reduce((product, size) => product * size, 1))
  for (const { numbers, count } of added) {
    const cell = numbers.reduce((sum, number, i) => sum * (sizes[i] ?? 0) + number, 0)
    counts.add(cell, count)
  }
  for (const { size, bits, columns } of numbered) {
    for (let place = 0; place < size; place++) {
      if (bits !== null && bits.charCodeAt(place) !== one) continue
      let cell = 0
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]
        if (column) cell = cell * (sizes[i] ?? 0) + (column.numbers[column.codes[place] ?? 0] ?? 0)
      }
      counts.add(cell, 1)
    }
  }
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((product, size) => product * size, 1))
  const found: Counted[] = []
  counts.each((cell, count) => {
    const values = names.map(({ name }, i) => name(Math.floor(cell / (strides[i] ?? 1)) % (sizes[i] ?? 1)))
    found.push({ values, count })
  })
  return found
}

const one = "1".charCodeAt(0)

/** The same number for the same name in every block. */
function nameNumbers() {
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
