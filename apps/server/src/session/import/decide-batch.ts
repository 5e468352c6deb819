import { bounceWindowMs, decideBounces } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import type { Moved } from "../report/write-bounces.ts"
import { settledSession } from "../settled-session.ts"
import type { ImportRow } from "./import-row.ts"
import { listReached, type ReachedSession, type Stretch } from "./list-reached.ts"

/**
 * Decides the bounces of rows about to be written, which it fills in, together with all sessions that they can
 * reach. The caller holds the locks of their customers.
 * @returns the other sessions for which the answer changes
 */
export async function decideBatch(
  trx: Db,
  workspaceId: string,
  rows: readonly ImportRow[],
): Promise<Moved[]> {
  const groups = [...Map.groupBy(rows, (row) => keyOf(row) ?? row.id).values()]
  const stretches = groups.flatMap((group, n) => stretchesOf(group).map((stretch) => ({ n, stretch })))
  const reached = await listReached(
    trx,
    workspaceId,
    stretches.map(({ stretch }) => stretch),
  )
  const byGroup = Map.groupBy(reached, ({ stretch }) => stretches[stretch]?.n)
  return groups.flatMap((group, n) => decideCustomer(group, byGroup.get(n) ?? []))
}

/** Whose sessions bounce each other; a session without a customer is nobody's. */
const keyOf = ({ mode, verified, customer_id }: ImportRow): string | null =>
  customer_id == null ? null : JSON.stringify([mode, verified, customer_id])

/** The rows of one customer, in runs without a gap of more than 24 hours. */
function stretchesOf(rows: readonly ImportRow[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const row of [...rows].sort((a, b) => a.created_at.getTime() - b.created_at.getTime())) {
    const { mode, verified, customer_id: customerId, created_at: at } = row
    if (customerId == null) continue
    const current = stretches.at(-1)
    if (current && at.getTime() - current.last.getTime() <= bounceWindowMs) current.last = at
    else stretches.push({ mode, verified, customerId, first: at, last: at })
  }
  return stretches
}

function decideCustomer(rows: readonly ImportRow[], reached: readonly ReachedSession[]): Moved[] {
  const mode = rows[0]?.mode
  if (!mode) return []
  const others = new Map(reached.map((session) => [session.id, session]))
  for (const { id } of rows) others.delete(id)
  const winners = decideBounces([...rows.map(settledSession), ...others.values()])
  for (const row of rows) row.bounced_by = winners.get(row.id) ?? null
  return [...others.values()].flatMap((session) => {
    const bouncedBy = winners.get(session.id) ?? null
    return bouncedBy === session.state.bouncedBy ? [] : [{ session, mode, bouncedBy }]
  })
}
