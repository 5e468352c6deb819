import { type RawBuilder, type Selectable, sql } from "kysely"
import { atOneMoment } from "../db/at-one-moment.ts"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"
import type { SessionRow } from "../db/schema.ts"
import type { Cursor } from "./cursor.ts"
import { canUseBlocks, chosenDimensions } from "./facet-blocks/coverage.ts"
import { findBySearch } from "./find-by-search.ts"
import { after, findByFacets, isChoosy, type PageCut } from "./find-page.ts"
import { namesSessions, type SessionFilter } from "./session-filter.ts"

/** A session with what its row on the screen tells of others. */
export interface ListedSession extends Selectable<SessionRow> {
  /** The name of the flow that it ran; null for the Primary Flow. */
  segment_name: string | null
  winner_id: string | null
  winner_created_at: Date | null
  winner_outcome: SessionRow["outcome"] | null
  winner_save_type: SessionRow["save_type"]
  winner_custom_offer: string | null
}

/** Newest first; `before` is the last row that the caller has. Bounced sessions are included unless filtered. */
export const listSessions = (
  db: Db,
  filter: SessionFilter,
  before: Cursor | null,
  size: number,
): Promise<ListedSession[]> =>
  readPage(db, filter, { before, skip: 0, size }, async (moment, page) => {
    const { rows } = await sql<ListedSession>`
      select ${isPlain(filter) ? prepared : sql``} session.*, segment.name as segment_name, winner.id as winner_id,
        winner.created_at as winner_created_at, winner.outcome as winner_outcome,
        winner.save_type as winner_save_type,
        winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
      from (${page}) session
      left join session winner
        on winner.workspace_id = session.workspace_id and winner.id = session.bounced_by
      left join segment
        on segment.workspace_id = session.workspace_id and segment.id = session.segment_id
      order by session.created_at desc, session.id desc`.execute(moment)
    return rows
  })

/** The default view: the one plan there is, along the index, fits every value. */
const isPlain = (filter: SessionFilter): boolean =>
  canUseBlocks(filter) && chosenDimensions(filter).length === 0

/** The Data API pages by offset, as its clients do. */
export const listSessionsFrom = (
  db: Db,
  filter: SessionFilter,
  skip: number,
  limit: number,
): Promise<Selectable<SessionRow>[]> =>
  readPage(db, filter, { before: null, skip, size: limit }, async (moment, page) => {
    const { rows } = await sql<Selectable<SessionRow>>`${page}`.execute(moment)
    return rows
  })

/**
 * Runs `read` with the query of a page's sessions, newest first. Filters that most sessions pass walk along them;
 * rare ones are found first, by what finds them fastest, and then read by their ids.
 */
async function readPage<T>(
  db: Db,
  filter: SessionFilter,
  page: PageCut,
  read: (db: Db, page: RawBuilder<unknown>) => Promise<T>,
): Promise<T> {
  const { search } = filter
  const newestFirst = sql`order by session.created_at desc, session.id desc`
  if (search === undefined && (namesSessions(filter) || !isChoosy(filter))) {
    return read(
      db,
      sql`select session.* from session where ${after(filter, page.before)}
        ${newestFirst} offset ${sql.lit(page.skip)} limit ${sql.lit(page.size)}`,
    )
  }
  return atOneMoment(db, async (moment) => {
    const ids =
      search === undefined
        ? sql`array(${await findByFacets(moment, filter, page)})`
        : sql`${await findBySearch(moment, { ...filter, search }, page)}::uuid[]`
    return read(
      moment,
      sql`select session.* from session
        where session.workspace_id = ${filter.workspaceId} and session.id = any(${ids}) ${newestFirst}`,
    )
  })
}
