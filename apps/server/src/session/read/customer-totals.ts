import type { CustomerTotals } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

/** What the sessions of a filter add up to; null where there are none. */
export async function customerTotals(db: Db, filter: SessionFilter): Promise<CustomerTotals | null> {
  const { rows } = await sql<
    Record<keyof CustomerTotals, number> & { first: Date | null; last: Date | null }
  >`
    select count(*)::integer as sessions,
      count(*) filter (where outcome <> 'open' and bounced_by is null)::integer as valid,
      count(*) filter (where outcome = 'canceled' and bounced_by is null)::integer as canceled,
      count(*) filter (where outcome = 'saved' and bounced_by is null)::integer as "savedByOffer",
      count(*) filter (where outcome = 'abandoned' and bounced_by is null)::integer as abandoned,
      count(*) filter (where bounced_by is not null)::integer as bounced,
      count(*) filter (where outcome = 'open')::integer as open,
      min(created_at) as first, max(created_at) as last
    from session where ${matches(filter)}`.execute(db)
  const [row] = rows
  if (!row?.first || !row.last) return null
  const { first, last, ...counts } = row
  return { ...counts, firstSeenAt: first.toISOString(), lastSeenAt: last.toISOString() }
}
