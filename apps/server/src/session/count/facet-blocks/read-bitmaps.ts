import { setImmediate as letOthersRun } from "node:timers/promises"
import type { Dimension, Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { DimensionTexts } from "../../dimensions.ts"
import { type Measure, measureTexts } from "../../measures.ts"
import { offerWords } from "../../offer-words.ts"
import { collectPieces } from "./pieces.ts"

/** What a block has codes of. */
export type Column = Dimension | Measure | typeof offersColumn
/** What the sessions did with their offers (`OfferWord`), of which each has none or several. */
export const offersColumn = "offers"

/** What a block over some sessions says of them. */
export interface Bitmaps {
  ids: string[]
  times: Date[]
  /** The columns that there are codes of; of dimensions, those with few enough values for bits. */
  dimensions: Column[]
  /** A text of 0 and 1 for each value, one character a session. */
  bits: { dimension: Column; value: string | null; bits: string }[]
  /** For each column its values, how many sessions have each, and what each session has. */
  codes: Codes[]
  /** Every one- and two-character piece of the searchable texts. */
  pieces: string[]
}

interface Codes {
  dimension: Column
  values: (string | null)[]
  counts: number[]
  /** One a session, or one an entry of `places`: a byte each, or two (lowest first) where there are more than 256 values. */
  codes: Buffer
  /** For offers: whose the code at the same place is, two bytes each. */
  places: Buffer | null
}

type SessionValues = { id: string; created_at: Date; search_text: string } & Record<
  Dimension | Measure,
  string | null
>

/** What a byte can tell apart. With more values in a block, bitmaps would cost more than reading the sessions. */
const mostValues = 256
/** What two bytes can tell apart. */
const mostCodes = 65_536
/** Sessions between two pauses, so that nobody else of this process waits for long. */
const sessionsAtOnce = 1024

/** Reads the `size` sessions from `from` on, and those of the last one's millisecond; none at or after `to`. */
export async function readBitmaps(
  trx: Db,
  where: { workspaceId: string; mode: Mode; from: Date | null; to: Date },
  size: number,
  texts: DimensionTexts,
): Promise<Bitmaps> {
  const values = Object.entries({ ...texts, ...measureTexts }).map(
    ([name, text]) => sql`${sql.raw(text)} as ${sql.ref(name)}`,
  )
  const { rows } = await sql<SessionValues>`
    select session.id, session.created_at, session.search_text,
      ${sql.join(values)}
    from session
    where session.workspace_id = ${where.workspaceId} and session.mode = ${where.mode}
      and session.created_at >= ${where.from ?? "-infinity"}::timestamptz and session.created_at < ${where.to}
    order by session.created_at
    fetch first ${sql.lit(size)} rows with ties`.execute(trx)
  const byTimeThenId = (a: SessionValues, b: SessionValues) =>
    a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1)
  rows.sort(byTimeThenId)
  const words = await readOfferWords(trx, where.workspaceId, rows)
  return bitmapsOf(rows, words, Object.keys(texts) as Dimension[])
}

interface OfferEntry {
  session_id: string
  word: string
}

async function readOfferWords(
  trx: Db,
  workspaceId: string,
  rows: readonly SessionValues[],
): Promise<OfferEntry[]> {
  const ids = rows.map(({ id }) => id)
  const { rows: words } = await sql<OfferEntry>`
    ${offerWords(workspaceId, sql`offer.session_id = any(${ids}::uuid[])`)}
    order by session_id, word`.execute(trx)
  return words
}

async function bitmapsOf(
  rows: readonly SessionValues[],
  words: readonly OfferEntry[],
  dimensions: readonly Dimension[],
): Promise<Bitmaps> {
  const pieces = collectPieces()
  const measures = Object.keys(measureTexts) as Measure[]
  const columns = new Map<Column, ReturnType<typeof newColumn>>()
  for (const name of dimensions) columns.set(name, newColumn(rows.length, mostValues))
  for (const name of measures) columns.set(name, newColumn(rows.length, mostCodes))
  for (const [place, row] of rows.entries()) {
    pieces.add(row.search_text)
    for (const name of dimensions) columns.get(name)?.add(row[name], place)
    for (const name of measures) columns.get(name)?.add(row[name], place)
    if (place % sessionsAtOnce === sessionsAtOnce - 1) await letOthersRun()
  }
  const offers = offersOf(rows, words)
  const read = Array.from(columns, ([dimension, column]) => ({ dimension, ...column.read() }))
  const kept = [...read.filter(({ isKept }) => isKept), ...(offers ? [offers] : [])]
  const isMeasure = (name: Column) => (measures as readonly Column[]).includes(name)
  return {
    ids: rows.map(({ id }) => id),
    times: rows.map(({ created_at }) => created_at),
    dimensions: kept.map(({ dimension }) => dimension),
    bits: kept.flatMap(({ dimension, bits }) =>
      isMeasure(dimension)
        ? []
        : bits().map(({ value, bits }) => ({ dimension, value, bits: bits.toString("latin1") })),
    ),
    codes: kept.map(({ dimension, values, counts, codes, places }) => ({
      ...{ dimension, values, counts, codes, places },
    })),
    pieces: pieces.read(),
  }
}

/** The values of one column, session by session. It is not kept once it has more values than that. */
function newColumn(size: number, most: number) {
  const codes = new Uint16Array(size)
  const numbers = new Map<string | null, number>()
  const counts: number[] = []
  return {
    add(value: string | null, place: number) {
      let code = numbers.get(value)
      if (code === undefined) {
        code = numbers.size
        numbers.set(value, code)
        counts.push(0)
      }
      counts[code] = (counts[code] ?? 0) + 1
      codes[place] = code
    },
    read: () => ({
      isKept: numbers.size <= most,
      values: [...numbers.keys()],
      counts,
      codes: packed(codes, numbers.size),
      places: null,
      bits: () => bitsOf([...numbers.keys()], size, Array.from(codes.keys()), codes),
    }),
  }
}

/** Null for a block of more sessions than two bytes count, which only an import of one moment makes. */
function offersOf(rows: readonly SessionValues[], words: readonly OfferEntry[]) {
  if (rows.length > mostCodes) return null
  const placeOf = new Map(rows.map(({ id }, place) => [id, place]))
  const entries = words
    .map(({ session_id, word }) => ({ place: placeOf.get(session_id) ?? 0, word }))
    .sort((a, b) => a.place - b.place)
  const column = newColumn(entries.length, mostCodes)
  for (const [i, { word }] of entries.entries()) column.add(word, i)
  const { isKept, values, counts, codes } = column.read()
  if (!isKept) return null
  const places = entries.map(({ place }) => place)
  const numbers = new Map(values.map((value, code) => [value, code]))
  const each = entries.map(({ word }) => numbers.get(word) ?? 0)
  return {
    ...({ dimension: offersColumn, values, counts, codes } as const),
    places: packed(Uint16Array.from(places), mostCodes),
    bits: () => bitsOf(values, rows.length, places, each),
  }
}

/** A text of 0 and 1 for each value: entry i says that the session at `places[i]` has `values[codes[i]]`. */
function bitsOf(
  values: readonly (string | null)[],
  size: number,
  places: readonly number[],
  codes: ArrayLike<number>,
): { value: string | null; bits: Buffer }[] {
  const all = values.map((value) => ({ value, bits: Buffer.alloc(size, "0") }))
  for (const [i, place] of places.entries()) {
    const one = all[codes[i] ?? 0]
    if (one) one.bits[place] = isSet
  }
  return all
}

/** A byte each where that tells the values apart, else two, the lowest first. */
function packed(numbers: Uint16Array, values: number): Buffer {
  if (values <= mostValues) return Buffer.from(numbers)
  const bytes = Buffer.alloc(numbers.length * 2)
  for (const [i, number] of numbers.entries()) bytes.writeUInt16LE(number, i * 2)
  return bytes
}

const isSet = "1".charCodeAt(0)
