import type { InsightUnit, Span } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import type { Table, TableRow } from "../session/count/tables/table.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import type { PublishedFlow } from "./published-flows.ts"

/** What a page of insights is asked about. */
export interface Asked {
  /** The sessions that a person chose; a panel counts the valid ones among them. */
  filter: SessionFilter
  /** The span with which the figures are compared. */
  compared: { from: Date; to: Date } | null
  /** IANA name of the workspace's. */
  timeZone: string
  unit: InsightUnit
  /** The moment that everything is of. */
  asOf: Date
}

/** What a panel may ask beside its tables, of the same moment. */
export interface Beside extends Asked {
  moment: Db
  /** The names of all panels that are answered with it. */
  panels: ReadonlySet<string>
  /** The valid sessions of the filter, and of the compared span. */
  valid: SessionFilter
  validBefore: SessionFilter | null
  /** Every published version of the workspace's flows, the oldest first. */
  flows: readonly PublishedFlow[]
}

export type Counted<Tables> = { [Name in keyof Tables]: TableRow[] }

/**
 * One panel: which tables are counted for it over the valid sessions, and what they say. All tables of all panels are counted
 * in one walk, and once more for the compared span.
 */
export interface Panel<Tables extends Readonly<Record<string, Table>>, Answer> {
  tables: (unit: InsightUnit) => Tables
  answer: (now: Counted<Tables>, before: Counted<Tables> | null, beside: Beside) => Answer | Promise<Answer>
}

/** Says which types belong together. */
export const panel = <const Tables extends Readonly<Record<string, Table>>, Answer>(
  described: Panel<Tables, Answer>,
): Panel<Tables, Answer> => described

export const spanOf = ({ from, to }: Pick<SessionFilter, "from" | "to">): Span => ({
  from: from?.toISOString() ?? null,
  to: to?.toISOString() ?? null,
})
