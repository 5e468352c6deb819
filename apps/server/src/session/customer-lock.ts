import { sql } from "kysely"
import type { Db } from "../db/database.ts"

/**
 * Writers of one customer's sessions take turns until their transactions end; other customers are not touched.
 * Must be a statement of its own, before anything is read: what is read after it sees what the others wrote.
 */
export async function lockCustomer(
  trx: Db,
  workspaceId: string,
  mode: string,
  customer: string,
): Promise<void> {
  const name = `${workspaceId} ${mode} ${customer}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx)
}
