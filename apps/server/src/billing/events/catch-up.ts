import { sql } from "kysely"
import type { Database, Db } from "../../db/database.ts"
import { describeError } from "../../log/describe-error.ts"
import type { Billing } from "../billing.ts"
import type { BillingSystem } from "../billing-system.ts"
import { untilAborted } from "../until-aborted.ts"
import { followSaves } from "./follow-saves.ts"
import { type BillingPlace, takeEvents } from "./take-events.ts"

const everyMinutes = 5
/** Of a hundred events each. What is left is read by the next run. */
const mostPages = 100

/**
 * Reads what happened at a billing system since the last time, whether it was delivered or not. A reading that breaks off
 * goes on from the page that was kept last.
 * @returns how many events were new
 */
export async function catchUp(
  database: Database,
  billing: Pick<Billing, "limitMs" | "log" | "now">,
  system: BillingSystem,
  place: BillingPlace,
): Promise<number> {
  const begun = await begin(database.db, place)
  if (!begun) return 0
  let { cursor } = begun
  const isFirst = cursor === null
  const readOn = (from: string | null) => {
    const limit = AbortSignal.timeout(billing.limitMs)
    return untilAborted(() => system.eventsSince(from, limit), limit)
  }
  let added = 0
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const since = await clockOf(database.db)
      const read = await readOn(cursor)
      cursor = read.cursor
      added += await database.db.transaction().execute(async (trx) => {
        await setCursor(trx, place, read.cursor, read.hasMore ? null : since)
        return takeEvents(trx, place, system.name, read.events, billing.now())
      })
      if (!read.hasMore) break
    }
    await followSaves(database.db, place, isFirst, billing.now())
  } catch (error) {
    billing.log.warn(
      { workspace: place.workspaceId, mode: place.mode, error: describeError(error) },
      "could not read the events of a billing system; it is tried again",
    )
  }
  return added
}

/** Null where it was tried a moment ago. */
async function begin(db: Db, { workspaceId, mode }: BillingPlace): Promise<{ cursor: string | null } | null> {
  const { rows } = await sql<{ cursor: string | null }>`
    insert into billing_reading as reading (workspace_id, mode, tried_at)
    values (${workspaceId}, ${mode}, clock_timestamp())
    on conflict (workspace_id, mode) do update set tried_at = excluded.tried_at
    where reading.tried_at is null
      or reading.tried_at <= excluded.tried_at - make_interval(mins => ${everyMinutes})
    returning cursor`.execute(db)
  return rows[0] ?? null
}

/** By the clock of the database, which all servers share. */
async function clockOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date()
}

const setCursor = (
  trx: Db,
  { workspaceId, mode }: BillingPlace,
  cursor: string,
  completeUntil: Date | null,
) =>
  trx
    .updateTable("billing_reading")
    .set({ cursor, ...(completeUntil && { complete_until: completeUntil }) })
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .execute()
