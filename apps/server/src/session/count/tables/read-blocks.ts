import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { type BlockColumn, readBlockColumns } from "../facet-blocks/block-columns.ts"
import { matchingBits } from "../facet-blocks/block-sql.ts"
import type { Coverage } from "../facet-blocks/coverage.ts"
import { readDays } from "./read-days.ts"
import type { CountedBlock, Needed, TableColumn } from "./table.ts"

/** The blocks with sessions that match, with what is needed of them. */
export async function readBlocks(
  db: Db,
  filter: SessionFilter,
  coverage: Coverage,
  { columns, units }: Needed,
  timeZone: string,
): Promise<CountedBlock[]> {
  const { rows: blocks } = await sql<{ id: string; size: number; bits: string | null }>`
    select id, size, bits::text as bits from (${matchingBits(filter, coverage)}) matching`.execute(db)
  const ids = blocks.map(({ id }) => id)
  const codes = await readBlockColumns(db, filter.workspaceId, ids, columns)
  const days = units.length > 0 ? await readDays(db, filter, ids, units, timeZone) : null
  return blocks.map(({ id, size, bits }) => ({
    size,
    chosen: bits === null ? null : placesOf(bits),
    counts: null,
    columns: new Map<TableColumn, BlockColumn>([...(codes.get(id) ?? []), ...(days?.get(id) ?? [])]),
  }))
}

const one = "1".charCodeAt(0)

/** @param bits a 1 for each session that counts */
function placesOf(bits: string): Uint32Array {
  const places = new Uint32Array(bits.length)
  let count = 0
  for (let place = 0; place < bits.length; place++)
    if (bits.charCodeAt(place) === one) places[count++] = place
  return places.slice(0, count)
}
