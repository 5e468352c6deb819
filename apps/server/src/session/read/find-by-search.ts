import { sql } from "kysely"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { countAtOneMoment } from "../count/count-sessions.ts"
import { chosenColumns, type Gap, readCoverage } from "../count/facet-blocks/coverage.ts"
import { piecesOf } from "../count/facet-blocks/pieces.ts"
import { searchable } from "../searchable.ts"
import { after, afterWithin } from "./after.ts"
import { findByFacets } from "./find-by-facets.ts"
import { findByTrigrams, trigramsOf } from "./find-by-trigrams.ts"
import type { PageCut } from "./page-cut.ts"
import { type Found, hasText, type Search } from "./search.ts"
import { matches, namesSessions, type SessionFilter } from "./session-filter.ts"

/** Sessions looked through one by one before an index is asked: most searches fill their page among these. */
const walked = 2000
/** Where the other choices of the filter leave no more than that, these are looked through one by one. */
const few = 5000

/**
 * Which sessions a page of a search shows, newest first. A frequent text is found by walking along the newest
 * sessions; a rare one, or one that is no longer written, through the index of three-letter pieces, a span of time
 * after the other; what is too short for that, in the blocks that have all of its pieces.
 * @param db one moment (`atOneMoment`)
 */
export async function findBySearch(
  db: Db,
  filter: Search,
  { before, skip, size }: PageCut,
): Promise<string[]> {
  const wanted = skip + size
  const { found, last } = await walkNewest(db, filter, before, wanted)
  if (last && found.length < wanted) {
    const find = (await hasFewOtherwise(db, filter))
      ? findAmongFew
      : trigramsOf(filter.search).length > 0
        ? findByTrigrams
        : findByPieces
    found.push(...(await find(db, filter, last, wanted - found.length)))
  }
  return found.slice(skip).map(({ id }) => id)
}

async function hasFewOtherwise(db: Db, filter: Search): Promise<boolean> {
  if (chosenColumns(filter).length === 0 || namesSessions(filter)) return false
  return (await countAtOneMoment(db, { ...filter, search: undefined })) <= few
}

async function findAmongFew(db: Db, filter: Search, before: Cursor, size: number): Promise<Found[]> {
  const rest = { before, skip: 0, size: few }
  const ids = await findByFacets(db, { ...filter, search: undefined }, rest)
  const { rows } = await sql<Found>`
    select id, created_at from session
    where workspace_id = ${filter.workspaceId} and id = any(array(${ids})) and ${matches(filter)}
    order by created_at desc, id desc limit ${sql.lit(size)}`.execute(db)
  return rows
}

/** @returns `last`, where the walk ended without having seen all */
async function walkNewest(
  db: Db,
  filter: Search,
  before: Cursor | null,
  size: number,
): Promise<{ found: Found[]; last: Cursor | null }> {
  const anything = { workspaceId: filter.workspaceId, mode: filter.mode, ...timesOf(filter) }
  const { rows } = await sql<Found & { is_match: boolean }>`
    (select id, created_at, true as is_match from (
       select * from session where ${after(anything, before)}
       order by created_at desc, id desc limit ${sql.lit(walked)}
     ) session
     where ${matches(filter)} order by created_at desc, id desc limit ${sql.lit(size)})
    union all
    (select id, created_at, false from session where ${after(anything, before)}
     order by created_at desc, id desc offset ${sql.lit(walked - 1)} limit 1)`.execute(db)
  const end = rows.find(({ is_match }) => !is_match)
  return {
    found: rows.filter(({ is_match }) => is_match),
    last: end ? { createdAt: end.created_at, id: end.id } : null,
  }
}

const timesOf = ({ from, to, upTo }: SessionFilter) => ({ from, to, upTo })

const newestFirst = (a: Gap, b: Gap) =>
  (b.to?.getTime() ?? Number.POSITIVE_INFINITY) - (a.to?.getTime() ?? Number.POSITIVE_INFINITY)

/** A block that lacks a piece of the text has no session with it; one that has all is looked through. */
async function findByPieces(db: Db, { search, ...others }: Search, before: Cursor, size: number) {
  const { blocks, gaps } = await readCoverage(
    db,
    { workspaceId: others.workspaceId, mode: others.mode, ...timesOf(others), upTo: before.createdAt },
    [],
  )
  const pieces = piecesOf(searchable(search))
  const { rows: having } = await sql<{ block_id: string }>`
    select block_id from facet_piece
    where workspace_id = ${others.workspaceId} and piece = any(${pieces}::text[])
    group by block_id having count(*) = ${pieces.length}`.execute(db)
  const mayMatch = new Set(having.map(({ block_id }) => block_id))
  const spans = [...gaps, ...blocks.filter(({ id }) => mayMatch.has(id))].sort(newestFirst)
  const found: Found[] = []
  for (const each of spans) {
    const { rows } = await sql<Found>`
      select id, created_at from session where ${afterWithin(others, before, each)} and ${hasText(search)}
      order by created_at desc, id desc limit ${sql.lit(size - found.length)}`.execute(db)
    found.push(...rows)
    if (found.length === size) break
  }
  return found
}
