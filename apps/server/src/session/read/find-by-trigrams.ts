import { type RawBuilder, sql } from "kysely"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { searchable } from "../searchable.ts"
import { after } from "./after.ts"
import { type Found, hasText, type Search } from "./search.ts"
import { containsText } from "./session-filter.ts"

/** Three letters or digits in a row, or two at the beginning or the end of a word: what the index knows of a text. */
export function trigramsOf(search: string): string[] {
  const characters = Array.from(searchable(search))
  const windows = characters.slice(2).map((_, i) => characters.slice(i, i + 3).join(""))
  const trigrams = [...new Set(windows.filter((window) => isTrigram.test(window)))]
  // of a long text so many, from all of it, tell as much as all
  const step = Math.max(1, Math.ceil(trigrams.length / mostLookedAt))
  return trigrams.filter((_, i) => i % step === 0)
}

const mostLookedAt = 60

const isTrigram = /^[\p{L}\p{N}]{3}$|^[^\p{L}\p{N}][\p{L}\p{N}]{2}$|^[\p{L}\p{N}]{2}[^\p{L}\p{N}]$/u

/**
 * Fewer may all be of one word, in which they occur together, and let tens of thousands of sessions through; more narrow
 * no further.
 */
const mostTrigrams = 6
/** Moments of the whole time, and sessions at each, that tell which trigrams are rare. */
const sample = { moments: 150, sessions: 2 }
/** So many spans of time, if they are likely to fill the page, are read faster than a million sessions at once. */
const spansRead = 3
/** More matches than that are read a span of time after the other. */
const manyMatches = 3000

/**
 * The newest sessions after the cursor that have the text, through the index of trigrams: a span of time after the other
 * where many have it, and else all at once. The sample tells which, then what the newest span has, then how many match.
 */
export async function findByTrigrams(db: Db, filter: Search, before: Cursor, size: number): Promise<Found[]> {
  const { trigrams, isCommon } = await rarest(db, filter, trigramsOf(filter.search))
  // what the index looks up, and what the text must really have
  const { search, ...others } = filter
  const has = sql`${sql.join(trigrams.map(containsText), sql` and `)}
    and ${hasText(search)} and ${after(others, before)}`
  if (isCommon) return findBySpans(db, filter, has, before, size)
  const newest = await findBySpans(db, filter, has, before, size, 1)
  if (newest.length * spansRead >= size)
    return newest.length === size ? newest : findBySpans(db, filter, has, before, size)
  // what is rare may look frequent to the planner, which would then read all sessions for it
  await sql`set local enable_seqscan = off`.execute(db)
  const anywhere = filter.searchScope === "installation" ? await findAnywhere(db, trigrams, has) : null
  const matching = anywhere ?? (await findAll(db, has))
  return matching?.sort(byNewest).slice(0, size) ?? findBySpans(db, filter, has, before, size)
}

/**
 * Looked up by the text alone: the index knows a workspace by all of its sessions, and finding each match among ten
 * million of them took longer than all the rest.
 * @returns null where the text is frequent, be it with others
 */
async function findAnywhere(db: Db, trigrams: string[], has: RawBuilder<unknown>): Promise<Found[] | null> {
  const { rows } = await sql<Found & { is_match: boolean }>`
    with anywhere as materialized (
      select * from session where ${sql.join(trigrams.map(containsText), sql` and `)}
    )
    select id, created_at, ${has} as is_match
    from (select * from anywhere limit ${sql.lit(manyMatches + 1)}) session`.execute(db)
  return rows.length > manyMatches ? null : rows.filter(({ is_match }) => is_match)
}

/** @returns null where there are too many to read at once */
async function findAll(db: Db, has: RawBuilder<unknown>): Promise<Found[] | null> {
  const { rows } = await sql<Found>`
    select id, created_at from session where ${has} limit ${sql.lit(manyMatches + 1)}`.execute(db)
  return rows.length > manyMatches ? null : rows
}

/** The rarest few, and whether they or the text are so common that their index entries are better read span by span. */
async function rarest(
  db: Db,
  filter: Search,
  trigrams: string[],
): Promise<{ trigrams: string[]; isCommon: boolean }> {
  const counts = trigrams.map(
    (trigram, i) =>
      sql`count(*) filter (where position(${asIndexed(trigram)} in words) > 0)::int as ${sql.ref(`n${i}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)}, count(*) filter (where ${hasText(filter.search)})::int as texts from (
      select min(created_at) as first, max(created_at) as last from session
      where workspace_id = ${filter.workspaceId} and mode = ${filter.mode}
    ) whole
    cross join generate_series(0, ${sql.lit(sample.moments - 1)}) as moment
    cross join lateral (
      select search_text, ' ' || translate(search_text, ${marks}, ${" ".repeat(marks.length)}) || ' ' as words
      from session
      where workspace_id = ${filter.workspaceId} and mode = ${filter.mode}
        and created_at >= whole.first + (whole.last - whole.first) * (moment / ${sql.lit(sample.moments)}::float8)
      order by created_at limit ${sql.lit(sample.sessions)}
    ) session`.execute(db)
  const frequency = new Map(trigrams.map((trigram, i) => [trigram, rows[0]?.[`n${i}`] ?? 0]))
  const of = (trigram: string) => frequency.get(trigram) ?? 0
  const rareFirst = trigrams.toSorted((a, b) => of(a) - of(b)).slice(0, mostTrigrams)
  const common = (sample.moments * sample.sessions) / 50
  const isCommon = rows[0]?.texts !== 0 || rareFirst.every((trigram) => of(trigram) >= common)
  return { trigrams: rareFirst, isCommon }
}

/** What usually stands between words: a pattern for all of it took 15 ms for the sample. */
const marks = "@.,;:!?-_+/()'\"\n"

/** The index knows the beginnings and ends of words, not what stands between them. */
const asIndexed = (trigram: string) => trigram.replace(/[^\p{L}\p{N}]/u, " ")

const span = sql`((session.created_at at time zone 'UTC')::date - date '2000-01-03') / 28`
const spanOf = (at: RawBuilder<unknown>) => sql`((${at} at time zone 'UTC')::date - date '2000-01-03') / 28`

/** @param spans how many of them are read at most, from the newest on; all unless given */
async function findBySpans(
  db: Db,
  filter: Search,
  has: RawBuilder<unknown>,
  before: Cursor,
  size: number,
  spans?: number,
): Promise<Found[]> {
  const oldest = filter.from
    ? sql`${filter.from}::timestamptz`
    : sql`(select min(created_at) from session where workspace_id = ${filter.workspaceId} and mode = ${filter.mode})`
  const { rows } = await sql<Found>`
    select found.id, found.created_at
    from (
      select generate_series(${spanOf(sql`${before.createdAt}::timestamptz`)}, ${spanOf(oldest)}, -1) as number
      ${spans === undefined ? sql`` : sql`limit ${sql.lit(spans)}`}
    ) span
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
