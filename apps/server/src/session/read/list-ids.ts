import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { findPage } from "./find-page.ts"
import type { SessionFilter } from "./session-filter.ts"

/** The ids of the newest sessions that match, newest first. */
export async function listIds(db: Db, filter: SessionFilter, size: number): Promise<string[]> {
  const page = { before: null, skip: 0, size }
  const rows = await findPage(db, filter, page, ({ ids }): RawBuilder<{ id: string }> => sql`${ids}`)
  return rows.map(({ id }) => id)
}
