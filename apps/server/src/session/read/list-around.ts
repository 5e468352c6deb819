import { type Neighbour, type OutcomeKind, outcomeLabel, type SaveType } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { bounceWindow } from "../bounce-window.ts"
import type { CustomerKey } from "../customer-key.ts"
import { storedOutcome } from "./stored-outcome.ts"

/** More than a page can tell apart on one line. */
const most = 40

/**
 * The sessions of a customer within 24 hours of `at`, open ones included, oldest first: the nearest where there are
 * too many to show, and in any case the session's own winner.
 */
export async function listAround(
  db: Db,
  key: CustomerKey,
  session: { at: Date; bouncedBy: string | null },
): Promise<{ neighbours: Neighbour[]; hasMore: boolean }> {
  const { rows } = await sql<{
    id: string
    created_at: Date
    outcome: OutcomeKind
    save_type: SaveType | null
    custom_offer: string | null
    subscription_id: string | null
    bounced_by: string | null
  }>`
    select id, created_at, outcome, save_type, subscription_id, bounced_by,
      detail -> 'acceptedOffer' ->> 'customOfferType' as custom_offer
    from session
    where workspace_id = ${key.workspaceId} and customer_id = ${key.customerId}
      and mode = ${key.mode} and verified = ${key.verified}
      and created_at between ${session.at}::timestamptz - ${bounceWindow}
        and ${session.at}::timestamptz + ${bounceWindow}
    order by id is not distinct from ${session.bouncedBy}::uuid desc,
      abs(extract(epoch from created_at - ${session.at}::timestamptz)), id
    limit ${most + 1}`.execute(db)
  const neighbours = rows.slice(0, most).map((row): Neighbour => {
    const outcome = storedOutcome(row.outcome, row.save_type, row.custom_offer)
    return {
      id: row.id,
      createdAt: row.created_at.toISOString(),
      outcome,
      outcomeLabel: outcomeLabel(outcome),
      subscriptionId: row.subscription_id,
      bouncedBy: row.bounced_by,
    }
  })
  const inTime = (a: Neighbour, b: Neighbour) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1)
  return { neighbours: neighbours.sort(inTime), hasMore: rows.length > most }
}
