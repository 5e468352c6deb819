import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { decidedSessions, readChosen } from "./decided-sessions.ts"

export interface Paid {
  currency: string
  invoices: number
  amountMinor: number
}

/**
 * Invoices that were really paid after a valid session of the filter that a taken offer saved, by currency. Each counts
 * once, however many saves lie before it. Currencies are never added up.
 */
export const paidAfterSaves = (db: Db, filter: SessionFilter): Promise<Paid[]> =>
  atOneMoment(db, (moment) => paidAfterSavesAt(moment, filter))

async function paidAfterSavesAt(moment: Db, filter: SessionFilter): Promise<Paid[]> {
  const chosen = await readChosen(moment, filter)
  const { rows } = await sql<Paid>`
    with ${chosen.ctes} saved as (
      select session.customer_id, session.created_at
      from ${decidedSessions(filter, sql`session.outcome = 'saved'`, chosen)} session
    )
    select event.currency, count(*)::integer as invoices, sum(event.amount_minor) as "amountMinor"
    from billing_event event
    where event.workspace_id = ${filter.workspaceId} and event.mode = ${filter.mode} and event.kind = 'invoicePaid'
      and exists (
        select from saved where saved.customer_id = event.customer_id and saved.created_at < event.happened_at
      )
    group by event.currency
    order by event.currency`.execute(moment)
  return rows
}
