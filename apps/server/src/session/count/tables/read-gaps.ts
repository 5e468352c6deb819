import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import { dimensionTexts } from "../../dimensions.ts"
import { measureTexts } from "../../measures.ts"
import { offerWords } from "../../offer-words.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import type { BlockColumn } from "../facet-blocks/block-columns.ts"
import { inGaps } from "../facet-blocks/block-sql.ts"
import type { Gap } from "../facet-blocks/coverage.ts"
import { type Column, offersColumn } from "../facet-blocks/read-bitmaps.ts"
import { isTimeUnit, timeFormats } from "../time-unit.ts"
import type { CountedBlock, Needed, TableColumn } from "./table.ts"

/** Sessions that are read and coded at once. */
const sessionsAtOnce = 8192
const texts: Readonly<Partial<Record<Column, string>>> = { ...dimensionTexts, ...measureTexts }

type Row = Record<string, string | null> & { place: string; words: string[] | null }

/** The sessions of a filter that lie in no block, in blocks that live as long as they are counted. */
export async function* readGaps(
  db: Db,
  filter: SessionFilter,
  gaps: readonly Gap[],
  { columns, units }: Needed,
  timeZone: string,
): AsyncGenerator<CountedBlock> {
  const names = namesOf({ columns, units })
  const values = [
    ...valuesOf(names, timeZone),
    ...(columns.includes(offersColumn)
      ? [
          sql`(select array_agg(word) from (${offerWords(
            filter.workspaceId,
            sql`offer.session_id = session.id`,
          )}) did) as words`,
        ]
      : []),
  ]
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select session.id as place ${values.length > 0 ? sql`, ${sql.join(values)}` : sql``}
      from session where ${inGaps(filter, gaps)} ${after === null ? sql`` : sql`and session.id > ${after}`}
      order by session.id limit ${sql.lit(sessionsAtOnce)}`.execute(db)
    if (rows.length > 0) yield coded(rows, names, columns.includes(offersColumn))
    after = rows.at(-1)?.place ?? null
    if (rows.length < sessionsAtOnce) return
  }
}

/**
 * The same for one table without amounts and offers, which PostgreSQL groups: of sessions in blocks that do not know a column
 * there may be a million.
 */
export async function readGroupedGaps(
  db: Db,
  filter: SessionFilter,
  gaps: readonly Gap[],
  needed: Needed,
  timeZone: string,
): Promise<CountedBlock> {
  const names = namesOf(needed)
  const { rows } = await sql<Row & { count: string }>`
    select ${sql.join([...valuesOf(names, timeZone), sql`count(*) as count`])}
    from session where ${inGaps(filter, gaps)}
    ${names.length > 0 ? sql`group by ${sql.join(names.map((_, i) => sql.lit(i + 1)))}` : sql``}
    having count(*) > 0`.execute(db)
  return { ...coded(rows, names, false), counts: Uint32Array.from(rows, ({ count }) => Number(count)) }
}

const namesOf = ({ columns, units }: Needed): TableColumn[] => [
  ...columns.filter((name) => name !== offersColumn),
  ...units,
]

const valuesOf = (names: readonly TableColumn[], timeZone: string) =>
  names.map((name) =>
    isTimeUnit(name)
      ? sql`to_char(session.created_at at time zone ${timeZone}, ${sql.lit(timeFormats[name])}) as ${sql.ref(name)}`
      : sql`${sql.raw(texts[name] ?? "null")} as ${sql.ref(name)}`,
  )

function coded(rows: readonly Row[], names: readonly TableColumn[], hasOffers: boolean): CountedBlock {
  const columns = new Map<TableColumn, BlockColumn>(
    names.map((name) => [name, encode(rows.map((row) => row[name] ?? null))]),
  )
  if (hasOffers) {
    const entries = rows.flatMap(({ words }, place) => (words ?? []).map((word) => ({ place, word })))
    const places = Uint16Array.from(entries, ({ place }) => place)
    columns.set(offersColumn, { ...encode(entries.map(({ word }) => word)), places })
  }
  return { size: rows.length, chosen: null, counts: null, columns }
}

function encode(all: readonly (string | null)[]): BlockColumn {
  const numbers = new Map<string | null, number>()
  const codes = Uint32Array.from(all, (value) => {
    const known = numbers.get(value)
    if (known === undefined) numbers.set(value, numbers.size)
    return known ?? numbers.size - 1
  })
  return { values: [...numbers.keys()], codes, places: null }
}
