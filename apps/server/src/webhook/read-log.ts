import type { Mode } from "@holdfast/protocol"
import type { Insertable } from "kysely"
import { sql } from "kysely"
import type { Database, Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { WebhookDeliveryRow } from "../db/schema.ts"
import { type LoggedChange, readChanges } from "../session/change/read-changes.ts"
import { type Completions, eventFor } from "./event-for.ts"
import { standingAtFirst, webhookBody } from "./queue-webhook.ts"
import { tellOfSessions } from "./session-news.ts"
import { type RestingDelivery, restMs } from "./tell-customers.ts"

const atOnce = 500

export interface ReadLog {
  /** How many changes were read; fewer than there are where there are many, or where another server reads them. */
  changes: number
  resting: RestingDelivery[]
}

/**
 * Makes deliveries of what the change log of a workspace says since it was read last. How far it was read is written in the
 * same transaction, so each change is told of once, also where a server dies. Of several changes of a session that are
 * read together one delivery tells, with the session as it is now.
 * @param connected the modes in which a billing is connected: deliveries of customers that it may know rest for a moment, until
 * `tellCustomers` has asked it
 */
export async function readLog(
  { db }: Pick<Database, "db">,
  workspaceId: string,
  now: Date,
  connected: ReadonlySet<Mode> = new Set(),
): Promise<ReadLog> {
  return db.transaction().execute(async (trx) => {
    const turn = await trx
      .selectFrom("webhook_reader")
      .select("cursor")
      .where("workspace_id", "=", workspaceId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    // another server reads
    if (!turn) return { changes: 0, resting: [] }
    const changes = await readChanges(trx, workspaceId, turn.cursor, atOnce)
    const last = changes.at(-1)
    if (!last) return { changes: 0, resting: [] }
    const resting = await deliver(trx, workspaceId, changes, connected, now)
    await trx
      .updateTable("webhook_reader")
      .set({ cursor: last.cursor })
      .where("workspace_id", "=", workspaceId)
      .execute()
    return { changes: changes.length, resting }
  })
}

async function deliver(
  trx: Db,
  workspaceId: string,
  changes: readonly LoggedChange[],
  connected: ReadonlySet<Mode>,
  now: Date,
): Promise<RestingDelivery[]> {
  const gone = changes.filter(({ kind }) => kind === "deleted").map(({ session_id }) => session_id)
  const ids = [...new Set(changes.map(({ session_id }) => session_id))]
  const endpoints = await trx
    .selectFrom("webhook_endpoint")
    .select(["id", "state", "modes", "events", "after_change"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`events && array['session', 'session.updated']`)
    .execute()
  if (gone.length > 0) await forgetSessions(trx, workspaceId, gone)
  if (endpoints.length === 0) return []
  const rows = await trx
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .where("outcome", "<>", "open")
    .execute()
  if (rows.length === 0) return []
  const known = await trx
    .selectFrom("webhook_delivery")
    .select(["endpoint_id", "session_id"])
    .select(({ fn }) => fn.max("sequence").as("sequence"))
    .where("workspace_id", "=", workspaceId)
    .where(
      "session_id",
      "in",
      rows.map(({ id }) => id),
    )
    // what was told of its requests says nothing of the session
    .where("event", "in", ["session", "session.updated"])
    .groupBy(["endpoint_id", "session_id"])
    .execute()
  const toldOf = new Map(
    known.map((row) => [`${row.endpoint_id} ${row.session_id}`, row.sequence ?? 0] as const),
  )
  const completions = await completionsOf(
    trx,
    workspaceId,
    rows.map(({ id }) => id),
  )
  const told = await tellOfSessions(trx, workspaceId, rows)
  const deliveries: Insertable<WebhookDeliveryRow>[] = []
  const resting: RestingDelivery[] = []
  for (const [i, row] of rows.entries()) {
    const { news, asked } = told[i] ?? {}
    if (!news) continue
    const rests = asked && connected.has(row.mode)
    const read = changes.filter(({ session_id }) => session_id === row.id).map(({ cursor }) => cursor)
    for (const endpoint of endpoints) {
      const highest = toldOf.get(`${endpoint.id} ${row.id}`) ?? null
      const event = eventFor(endpoint, row, read, completions.get(row.id) ?? null, highest)
      if (event === null) continue
      const id = newId(now)
      deliveries.push({
        ...{ workspace_id: workspaceId, id, endpoint_id: endpoint.id, event, mode: row.mode },
        ...{ session_id: row.id, sequence: row.sequence, created_at: now },
        payload: webhookBody(event, row.mode, now, news),
        ...standingAtFirst(endpoint.state, rests ? new Date(now.getTime() + restMs) : now),
      })
      if (rests) resting.push({ id, event, mode: row.mode, madeAt: now, news, asked })
    }
  }
  if (deliveries.length > 0) await trx.insertInto("webhook_delivery").values(deliveries).execute()
  return resting
}

/** When sessions were completed, as far as the log goes back. */
async function completionsOf(
  trx: Db,
  workspaceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, Completions>> {
  const { rows } = await sql<Completions & { session_id: string }>`
    select session_id, min(n) as first, max(n) as last
    from session_change
    where workspace_id = ${workspaceId} and kind = 'settled' and session_id = any(${sessionIds}::uuid[])
    group by session_id`.execute(trx)
  return new Map(rows.map(({ session_id, ...completions }) => [session_id, completions]))
}

/** What was told of a session goes with it, so that nothing of its customer is left. */
async function forgetSessions(trx: Db, workspaceId: string, ids: readonly string[]) {
  const theirs = trx
    .selectFrom("webhook_delivery")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "in", [...ids])
  await trx
    .updateTable("webhook_try")
    .set({ answer: "" })
    .where("workspace_id", "=", workspaceId)
    .where("delivery_id", "in", theirs)
    .execute()
  await trx
    .updateTable("webhook_delivery")
    .set((eb) => ({
      payload: null,
      due_at: null,
      state: sql<"delivered" | "failed">`case when delivered_at is null then 'failed' else 'delivered' end`,
      last_error: eb.fn.coalesce("last_error", eb.val("Its session was removed.")),
    }))
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "in", [...ids])
    .execute()
}
