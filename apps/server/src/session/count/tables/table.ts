import type { BlockColumn } from "../facet-blocks/block-columns.ts"
import type { Column } from "../facet-blocks/read-bitmaps.ts"
import type { TimeUnit } from "../time-unit.ts"

/** What sessions are counted by: several columns, of which one may be the offers, and spans of time. */
export type TableColumn = Column | TimeUnit

/**
 * A question: how many sessions have which combination of values. By the offers a session counts once for each word
 * (`OfferWord`), and not at all where it showed none.
 */
export interface Table {
  by: readonly TableColumn[]
  /** Sums the amounts too. Amounts mean something within one `period` only. */
  amounts?: true
}

export interface TableRow {
  /** One for each column of the table, in its order. */
  values: readonly (string | null)[]
  count: number
  /** The sum of the amounts, in hundredths of minor units; 0 unless the table asks for it. */
  amount: bigint
}

/** What has to be read so that these tables can be counted. */
export interface Needed {
  columns: readonly Column[]
  units: readonly TimeUnit[]
}

/** Sessions with what is known of each, column by column. */
export interface CountedBlock {
  size: number
  /** Which of them count, in order; null: all do. */
  chosen: Uint32Array | null
  /** How many sessions each stands for, where none is chosen and no amount asked for; null: one. */
  counts: Uint32Array | null
  columns: ReadonlyMap<TableColumn, BlockColumn>
}
