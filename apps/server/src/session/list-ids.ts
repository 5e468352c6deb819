import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { findBySearch } from "./find-by-search.ts"
import { findByFacets, isChoosy } from "./find-page.ts"
import { matches, namesSessions, type SessionFilter } from "./session-filter.ts"

/**
 * The ids of the newest sessions that match, newest first: found as a page of the list is.
 * @param db one moment (`atOneMoment`)
 */
export async function listIds(db: Db, filter: SessionFilter, size: number): Promise<string[]> {
  const { search } = filter
  const page = { before: null, skip: 0, size }
  if (search !== undefined) return findBySearch(db, { ...filter, search }, page)
  const query =
    namesSessions(filter) || !isChoosy(filter)
      ? sql`select session.id from session where ${matches(filter)}
          order by session.created_at desc, session.id desc limit ${sql.lit(size)}`
      : await findByFacets(db, filter, page)
  const { rows } = await sql<{ id: string }>`${query}`.execute(db)
  return rows.map(({ id }) => id)
}
