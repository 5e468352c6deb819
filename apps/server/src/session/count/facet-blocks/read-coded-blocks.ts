import type { Dimension } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { type Breakdown, finestUnit, isTimeUnit } from "../time-unit.ts"
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
  const columns = await readColumns(
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

async function readColumns(
  db: Db,
  workspaceId: string,
  ids: string[],
  dimensions: Dimension[],
): Promise<Map<string, Map<Dimension, CodedColumn>>> {
  const columns = new Map(ids.map((id) => [id, new Map<Dimension, CodedColumn>()]))
  if (ids.length === 0 || dimensions.length === 0) return columns
  const rows = await db
    .selectFrom("facet_codes")
    .select(["block_id", "dimension", "values", "codes"])
    .where("workspace_id", "=", workspaceId)
    .where("block_id", "in", ids)
    .where("dimension", "in", dimensions)
    .execute()
  for (const { block_id, dimension, values, codes } of rows)
    columns.get(block_id)?.set(dimension, { values, codes })
  return columns
}

function found(column: CodedColumn | undefined): CodedColumn {
  if (!column) throw new Error("A block that knows a dimension has no codes of it")
  return column
}

function spanColumn(spans: readonly CalendarSpan[], unit: number, size: number): CodedColumn {
  const codes = new Uint16Array(size)
  for (const [code, { first, upto }] of spans.entries()) codes.fill(code, first, upto)
  return { values: spans.map(({ labels }) => labels[unit] ?? null), codes }
}
