import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { Column } from "./read-bitmaps.ts"

/** What the sessions of a block have of one column. */
export interface BlockColumn {
  values: readonly (string | null)[]
  /** Of entry i it is `values[codes[i]]`. */
  codes: Uint8Array | Uint16Array | Uint32Array
  /** Whose entry i is; null where session i has it. */
  places: Uint16Array | null
}

/** What is kept of columns at the most: those of a million sessions are some 30 MB. */
const mostBytes = 48 * 1024 * 1024
/** By block and column, the longest unused first. */
const kept = new Map<string, BlockColumn>()
let keptBytes = 0

/**
 * Columns of blocks. A block never changes, it is dropped and another made, so a column that was read once is not read
 * again.
 * @param ids blocks of the workspace that are there in the snapshot of `db` and know the columns
 */
export async function readBlockColumns(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  names: readonly Column[],
): Promise<Map<string, Map<Column, BlockColumn>>> {
  const found = new Map(ids.map((id) => [id, new Map<Column, BlockColumn>()]))
  const missing = { ids: new Set<string>(), names: new Set<Column>() }
  for (const id of ids)
    for (const name of names) {
      const column = take(keyOf(workspaceId, id, name))
      if (column) found.get(id)?.set(name, column)
      else {
        missing.ids.add(id)
        missing.names.add(name)
      }
    }
  if (missing.ids.size === 0) return found
  const { rows } = await sql<{
    id: string
    name: Column
    values: (string | null)[]
    codes: Buffer
    places: Buffer | null
  }>`
    select block_id as id, dimension as name, values, codes, places from facet_codes
    where workspace_id = ${workspaceId} and block_id = any(${[...missing.ids]}::uuid[])
      and dimension = any(${[...missing.names]}::text[])`.execute(db)
  for (const { id, name, values, codes, places } of rows) {
    const column = {
      values,
      codes: values.length > 256 ? wide(codes) : Uint8Array.from(codes),
      places: places && wide(places),
    }
    found.get(id)?.set(name, column)
    keep(keyOf(workspaceId, id, name), column)
  }
  return found
}

const keyOf = (workspaceId: string, id: string, name: Column) => `${workspaceId} ${id} ${name}`

function take(key: string): BlockColumn | undefined {
  const column = kept.get(key)
  if (column) {
    kept.delete(key)
    kept.set(key, column)
  }
  return column
}

function keep(key: string, column: BlockColumn): void {
  const before = kept.get(key)
  if (before) keptBytes -= bytesOf(before)
  kept.delete(key)
  kept.set(key, column)
  keptBytes += bytesOf(column)
  for (const [longestUnused, old] of kept) {
    if (keptBytes <= mostBytes) break
    kept.delete(longestUnused)
    keptBytes -= bytesOf(old)
  }
}

/** What an object and its texts take in memory, roughly. */
const bytesOf = ({ values, codes, places }: BlockColumn): number =>
  values.reduce((sum, value) => sum + 2 * (value?.length ?? 0) + 24, codes.byteLength) +
  (places?.byteLength ?? 0) +
  200

/** Two bytes each, the lowest first. */
function wide(bytes: Buffer): Uint16Array {
  const numbers = new Uint16Array(bytes.length / 2)
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes.readUInt16LE(i * 2)
  return numbers
}
