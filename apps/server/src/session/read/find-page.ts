import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { after } from "./after.ts"
import { findByFacets } from "./find-by-facets.ts"
import { findBySearch } from "./find-by-search.ts"
import type { PageCut } from "./page-cut.ts"
import { namesSessions, type SessionFilter } from "./session-filter.ts"

/** What a page shows, newest first, as two queries of which a reader takes one. */
export interface FoundPage {
  /** The `id` of each session: to those who need no more, nothing else is read. */
  ids: RawBuilder<unknown>
  /** All columns of `session`. */
  sessions: RawBuilder<unknown>
}

/**
 * Finds the sessions of a page, for every reader of them, so that an export has what the stream shows. Filters that most
 * sessions pass walk along them; rare ones are found first, by what finds them fastest, and then read by their ids.
 * @param select what to read of them
 */
export async function findPage<Row>(
  db: Db,
  filter: SessionFilter,
  page: PageCut,
  select: (found: FoundPage) => RawBuilder<Row>,
): Promise<Row[]> {
  const { search } = filter
  if (search === undefined && (namesSessions(filter) || !mayPassFew(filter))) {
    const { rows } = await select(walk(filter, page)).execute(db)
    return rows
  }
  return atOneMoment(db, async (moment) => {
    const ids =
      search === undefined
        ? await findByFacets(moment, filter, page)
        : sql`select unnest(${await findBySearch(moment, { ...filter, search }, page)}::uuid[]) as id`
    const sessions = sql`select session.* from session
      where session.workspace_id = ${filter.workspaceId} and session.id = any(array(${ids})) ${newestFirst}`
    const { rows } = await select({ ids, sessions }).execute(moment)
    return rows
  })
}

function walk(filter: SessionFilter, { before, skip, size }: PageCut): FoundPage {
  const along = sql`from session where ${after(filter, before)}
    ${newestFirst} offset ${sql.lit(skip)} limit ${sql.lit(size)}`
  return { ids: sql`select session.id ${along}`, sessions: sql`select session.* ${along}` }
}

const newestFirst = sql`order by session.created_at desc, session.id desc`

/**
 * Whether few sessions may pass, so that walking along them until a page is full could take long. Nearly all are
 * settled and not bounced, and a time is a span of the index.
 */
function mayPassFew({ is, not }: SessionFilter): boolean {
  const { bounced, ...others } = is ?? {}
  const { outcome, ...avoided } = not ?? {}
  const isUsual = (values: readonly unknown[] | undefined, usual: string) =>
    values === undefined || (values.length === 1 && values[0] === usual)
  return (
    Object.keys(others).length > 0 ||
    Object.keys(avoided).length > 0 ||
    !isUsual(bounced, "false") ||
    !isUsual(outcome, "open")
  )
}
