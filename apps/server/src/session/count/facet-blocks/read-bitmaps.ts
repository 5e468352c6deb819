import { setImmediate as letOthersRun } from "node:timers/promises"
import type { Dimension, Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { DimensionTexts } from "../../dimensions.ts"
import { collectPieces } from "./pieces.ts"

/** What a block over some sessions says of them. */
export interface Bitmaps {
  ids: string[]
  times: Date[]
  /** The dimensions with few enough values. */
  dimensions: Dimension[]
  /** A text of 0 and 1 for each value, one character a session. */
  bits: { dimension: Dimension; value: string | null; bits: string }[]
  /** For each dimension its values, how many sessions have each, and a byte a session that says which it has. */
  codes: { dimension: Dimension; values: (string | null)[]; counts: number[]; codes: Buffer }[]
  /** Every one- and two-character piece of the searchable texts. */
  pieces: string[]
}

type SessionValues = { id: string; created_at: Date; search_text: string } & Record<Dimension, string | null>

/** What a byte can tell apart. With more values in a block, bitmaps would cost more than reading the sessions. */
const mostValues = 256
/** Sessions between two pauses, so that nobody else of this process waits for long. */
const sessionsAtOnce = 1024

/** Reads the `size` sessions from `from` on, and those of the last one's millisecond; none at or after `to`. */
export async function readBitmaps(
  trx: Db,
  where: { workspaceId: string; mode: Mode; from: Date | null; to: Date },
  size: number,
  texts: DimensionTexts,
): Promise<Bitmaps> {
  const values = Object.entries(texts).map(([name, text]) => sql`${sql.raw(text)} as ${sql.ref(name)}`)
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
  return bitmapsOf(rows.sort(byTimeThenId), Object.keys(texts) as Dimension[])
}

async function bitmapsOf(rows: SessionValues[], dimensions: readonly Dimension[]): Promise<Bitmaps> {
  const pieces = collectPieces()
  const columns = new Map(dimensions.map((name) => [name, newColumn(rows.length)]))
  for (const [place, row] of rows.entries()) {
    pieces.add(row.search_text)
    for (const [name, column] of columns) if (!column.add(row[name], place)) columns.delete(name)
    if (place % sessionsAtOnce === sessionsAtOnce - 1) await letOthersRun()
  }
  const read = Array.from(columns, ([dimension, column]) => ({ dimension, ...column.read() }))
  return {
    ids: rows.map(({ id }) => id),
    times: rows.map(({ created_at }) => created_at),
    dimensions: read.map(({ dimension }) => dimension),
    bits: read.flatMap(({ dimension, bits }) => bits.map((each) => ({ dimension, ...each }))),
    codes: read.map(({ bits: _, ...column }) => column),
    pieces: pieces.read(),
  }
}

/** The values of one dimension, session by session. `add` is false once there are too many to keep. */
function newColumn(size: number) {
  const codes = Buffer.alloc(size)
  const known = new Map<string | null, { code: number; count: number; bits: Buffer }>()
  return {
    add(value: string | null, place: number): boolean {
      let entry = known.get(value)
      if (!entry) {
        if (known.size === mostValues) return false
        entry = { code: known.size, count: 0, bits: Buffer.alloc(size, "0") }
        known.set(value, entry)
      }
      codes[place] = entry.code
      entry.bits[place] = one
      entry.count++
      return true
    },
    read: () => ({
      values: [...known.keys()],
      counts: Array.from(known.values(), ({ count }) => count),
      codes,
      bits: Array.from(known, ([value, { bits }]) => ({ value, bits: bits.toString("latin1") })),
    }),
  }
}

const one = "1".charCodeAt(0)
