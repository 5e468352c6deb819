import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { type Breakdown, finestUnit, isTimeUnit } from "../time-unit.ts"
import { type BlockColumn, readBlockColumns } from "./block-columns.ts"
import { matchingBits } from "./block-sql.ts"
import type { CodedBlock, CodedColumn } from "./count-codes.ts"
import type { Coverage } from "./coverage.ts"
import { type CalendarSpan, readCalendarSpans } from "./read-calendar-spans.ts"

/** The blocks with sessions that match, each breakdown as a column of codes. */
export async function readCodedBlocks(
  db: Db,
  filter: SessionFilter,
  coverage: Coverage,
  by: readonly Breakdown[],
  timeZone: string,
): Promise<CodedBlock[]> {
  const { rows: blocks } = await sql<{ id: string; size: number; bits: string | null }>`
    select id, size, bits::text as bits from (${matchingBits(filter, coverage)}) matching`.execute(db)
  const ids = blocks.map(({ id }) => id)
  const units = by.filter(isTimeUnit)
  const unit = finestUnit(units)
  const spans = unit ? await readCalendarSpans(db, filter, ids, { unit, units, timeZone }) : new Map()
  const columns = await readBlockColumns(
    db,
    filter.workspaceId,
    ids,
    by.filter((each) => !isTimeUnit(each)),
  )
  return blocks.map(({ id, size, bits }) => ({
    size,
    bits,
    columns: by.map((breakdown) =>
      isTimeUnit(breakdown)
        ? spanColumn(spans.get(id) ?? [], units.indexOf(breakdown), size)
        : found(columns.get(id)?.get(breakdown)),
    ),
  }))
}

function found(column: BlockColumn | undefined): CodedColumn {
  if (!column) throw new Error("A block that knows a dimension has no codes of it")
  return column
}

function spanColumn(spans: readonly CalendarSpan[], unit: number, size: number): CodedColumn {
  const codes = new Uint16Array(size)
  for (const [code, { first, upto }] of spans.entries()) codes.fill(code, first, upto)
  return { values: spans.map(({ labels }) => labels[unit] ?? null), codes }
}
