import { type RawBuilder, sql } from "kysely"
import type { Db } from "../db/database.ts"
import { countAtOneMoment } from "./count-sessions.ts"
import type { Cursor } from "./cursor.ts"
import { chosenDimensions, type Gap, readCoverage } from "./facet-blocks/coverage.ts"
import { piecesOf } from "./facet-blocks/pieces.ts"
import { after, afterWithin, findByFacets, type PageCut } from "./find-page.ts"
import { containsText, matches, namesSessions, type SessionFilter } from "./session-filter.ts"

/** Sessions looked through one by one before an index is asked: most searches fill their page among these. */
const walked = 2000
/** Where the other choices of the filter leave no more than that, these are looked through one by one. */
const few = 5000

interface Found {
  id: string
  created_at: Date
}

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

type Search = SessionFilter & { search: string }

async function hasFewOtherwise(db: Db, filter: Search): Promise<boolean> {
  if (chosenDimensions(filter).length === 0 || namesSessions(filter)) return false
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

/** Three letters or digits in a row, or two at the beginning or the end of a word: what the index knows of a text. */
function trigramsOf(search: string): string[] {
  const characters = Array.from(search.toLowerCase())
  const windows = characters.slice(2).map((_, i) => characters.slice(i, i + 3).join(""))
  return [...new Set(windows.filter((window) => isTrigram.test(window)))]
}

const isTrigram = /^[\p{L}\p{N}]{3}$|^[^\p{L}\p{N}][\p{L}\p{N}]{2}$|^[\p{L}\p{N}]{2}[^\p{L}\p{N}]$/u

/** Each further trigram costs the index more than it narrows; the rarest few do. */
const mostTrigrams = 4
/** Moments of the whole time, and sessions at each, that tell which trigrams are rare. */
const sample = { moments: 150, sessions: 2 }
/** More matches than that are read a span of time after the other. */
const manyMatches = 3000

async function findByTrigrams(db: Db, filter: Search, before: Cursor, size: number): Promise<Found[]> {
  const { trigrams, isCommon } = await rarest(db, filter, trigramsOf(filter.search))
  // what the index looks up, and what the text must really have
  const { search, ...others } = filter
  const has = sql`${sql.join(trigrams.map(containsText), sql` and `)}
    and ${hasText(search)} and ${after(others, before)}`
  if (isCommon) return findBySpans(db, filter, has, before, size)
  const { rows } = await sql<Found>`
    select id, created_at from session where ${has} limit ${sql.lit(manyMatches + 1)}`.execute(db)
  if (rows.length <= manyMatches) return rows.sort(byNewest).slice(0, size)
  return findBySpans(db, filter, has, before, size)
}

/** The same as `containsText`, in words that no index serves: where an index would be taken that does not help. */
const hasText = (search: string): RawBuilder<boolean> =>
  sql`position(${search.toLowerCase()} in session.search_text) > 0`

/** The rarest few, and whether all are so common that their index entries are better read span by span. */
async function rarest(
  db: Db,
  filter: Search,
  trigrams: string[],
): Promise<{ trigrams: string[]; isCommon: boolean }> {
  const counts = trigrams.map(
    (trigram, i) => sql`count(*) filter (where ${containsText(trigram)})::int as ${sql.ref(`n${i}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from (
      select min(created_at) as first, max(created_at) as last from session
      where workspace_id = ${filter.workspaceId} and mode = ${filter.mode}
    ) whole
    cross join generate_series(0, ${sql.lit(sample.moments - 1)}) as moment
    cross join lateral (
      select search_text from session
      where workspace_id = ${filter.workspaceId} and mode = ${filter.mode}
        and created_at >= whole.first + (whole.last - whole.first) * (moment / ${sql.lit(sample.moments)}::float8)
      order by created_at limit ${sql.lit(sample.sessions)}
    ) session`.execute(db)
  const frequency = new Map(trigrams.map((trigram, i) => [trigram, rows[0]?.[`n${i}`] ?? 0]))
  const of = (trigram: string) => frequency.get(trigram) ?? 0
  const rareFirst = trigrams.toSorted((a, b) => of(a) - of(b)).slice(0, mostTrigrams)
  const common = (sample.moments * sample.sessions) / 50
  return { trigrams: rareFirst, isCommon: rareFirst.every((trigram) => of(trigram) >= common) }
}

const span = sql`((session.created_at at time zone 'UTC')::date - date '2000-01-03') / 28`
const spanOf = (at: RawBuilder<unknown>) => sql`((${at} at time zone 'UTC')::date - date '2000-01-03') / 28`

async function findBySpans(
  db: Db,
  filter: Search,
  has: RawBuilder<unknown>,
  before: Cursor,
  size: number,
): Promise<Found[]> {
  const oldest = filter.from
    ? sql`${filter.from}::timestamptz`
    : sql`(select min(created_at) from session where workspace_id = ${filter.workspaceId} and mode = ${filter.mode})`
  const { rows } = await sql<Found>`
    select found.id, found.created_at
    from generate_series(${spanOf(sql`${before.createdAt}::timestamptz`)}, ${spanOf(oldest)}, -1) as span (number)
    cross join lateral (
      select id, created_at from (
        select id, created_at from session where ${span} = span.number and ${has} offset 0
      ) any_order
      order by created_at desc, id desc limit ${sql.lit(size)}
    ) found
    limit ${sql.lit(size)}`.execute(db)
  return rows
}

const byNewest = (a: Found, b: Found) =>
  b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : -1)

/** A block that lacks a piece of the text has no session with it; one that has all is looked through. */
async function findByPieces(db: Db, { search, ...others }: Search, before: Cursor, size: number) {
  const { blocks, gaps } = await readCoverage(
    db,
    { workspaceId: others.workspaceId, mode: others.mode, ...timesOf(others), upTo: before.createdAt },
    [],
  )
  const pieces = piecesOf(search.toLowerCase())
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
