import { bounceRule } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { type SessionWriter, sessionsChanged } from "../change/sessions-changed.ts"
import { type CustomerKey, lockName } from "../customer-key.ts"
import { redecideBounces } from "./redecide-bounces.ts"

const batchSize = 500

/**
 * Decides the bounces of a workspace again where an older rule decided them otherwise. Safe to run twice, to be stopped,
 * and beside reports that arrive: each customer is decided under their lock, and what is right already is not written.
 * @returns how many sessions are bounced no longer, or by another one; null where there was nothing to do
 */
export async function decideAgain(
  { database, announce }: SessionWriter,
  workspaceId: string,
  now: Date,
): Promise<number | null> {
  const { db } = database
  const behind = await db
    .selectFrom("workspace")
    .select("id")
    .where("id", "=", workspaceId)
    .where("bounce_rule", "<", bounceRule)
    .executeTakeFirst()
  if (!behind) return null
  let moved = 0
  for (let after = noId; ; ) {
    const wrong = await listWrong(db, workspaceId, after)
    for (const { customer_id: customerId, mode, verified, created_at } of wrong) {
      const key: CustomerKey = { workspaceId, mode, customerId, verified }
      const topics = await lockedTransaction(db, lockName(key, customerId), async (trx) => {
        const changes = await redecideBounces(trx, key, created_at)
        moved += changes.length
        return sessionsChanged(trx, changes, now)
      })
      announce(topics)
    }
    const last = wrong.at(-1)
    if (!last || wrong.length < batchSize) break
    after = last.id
  }
  await db
    .updateTable("workspace")
    .set({ bounce_rule: bounceRule })
    .where("id", "=", workspaceId)
    .where("bounce_rule", "<", bounceRule)
    .execute()
  return moved
}

const noId = "00000000-0000-0000-0000-000000000000"

interface Wrong extends Pick<CustomerKey, "mode" | "verified"> {
  id: string
  customer_id: string
  created_at: Date
}

/**
 * Sessions that one of another subscription set aside. Where a customer has none, the older rule decided as the present
 * one does: its winners, taken in the same order, set the same sessions aside.
 */
async function listWrong(db: Db, workspaceId: string, after: string): Promise<Wrong[]> {
  const { rows } = await sql<Wrong>`
    select s.id, s.customer_id, s.mode, s.verified, s.created_at
    from session s
    join session winner on winner.workspace_id = ${workspaceId} and winner.id = s.bounced_by
    where s.workspace_id = ${workspaceId} and s.bounced_by is not null and s.id > ${after}::uuid
      and s.customer_id is not null and s.subscription_id <> winner.subscription_id
    order by s.id
    limit ${batchSize}`.execute(db)
  return rows
}
