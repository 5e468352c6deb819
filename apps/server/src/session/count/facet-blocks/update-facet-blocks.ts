import { type Mode, modes } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Database, Db } from "../../../db/database.ts"
import { lockedTransaction } from "../../../db/locked-transaction.ts"
import { newId } from "../../../db/new-id.ts"
import { type Bitmaps, readBitmaps } from "./read-bitmaps.ts"
import { type BlockSizes, blockSizes, youngestBlockMs } from "./spans.ts"

/**
 * Brings a workspace's facet blocks up to date: those over changed sessions are made anew, and sessions that have
 * come of age get theirs. Safe to run twice, and beside itself and every writer.
 * @param now the clock; sessions of its last 25 hours stay out
 * @returns how many blocks were made
 */
export async function updateFacetBlocks(
  { db }: Pick<Database, "db">,
  workspaceId: string,
  now: Date,
  sizes: BlockSizes = blockSizes,
): Promise<number> {
  const horizon = new Date(now.getTime() - youngestBlockMs)
  let made = 0
  for (const mode of modes) {
    const alone = <T>(work: (trx: Db) => Promise<T>) =>
      lockedTransaction(db, JSON.stringify(["facet blocks", workspaceId, mode]), work)
    await alone((trx) => dropStale(trx, workspaceId, mode))
    // one block a transaction: each is good by itself, and nobody waits for all of them
    for (let after: Date | null = null; ; ) {
      const block: Span | null = await alone(async (trx) => {
        const span = await nextSpan(trx, { workspaceId, mode, sizes }, after, horizon)
        return span && makeBlock(trx, workspaceId, mode, span)
      })
      if (!block) break
      after = block.to
      made++
    }
  }
  return made
}

/** What the next block is made over. */
interface Span {
  /** null: from the first session on. */
  from: Date | null
  to: Date
  /** Sessions for it. */
  size: number
  /** The block takes the span to its end, however few sessions are in it. */
  isLast: boolean
}

/**
 * Takes the notes of changes and drops the blocks that they are about. The notes are read before the sessions are, so
 * a change that is not in the next block still has its note.
 */
async function dropStale(trx: Db, workspaceId: string, mode: Mode): Promise<void> {
  await sql`
    with noted as (
      delete from facet_stale where workspace_id = ${workspaceId} and mode = ${mode} returning from_at, to_at
    ), dropped as (
      delete from facet_block b where b.workspace_id = ${workspaceId} and b.mode = ${mode}
        and exists (select from noted where noted.from_at < b.to_at and noted.to_at >= b.from_at)
      returning b.id
    ), dropped_bits as (
      delete from facet_bits where workspace_id = ${workspaceId} and block_id in (select id from dropped)
    ), dropped_codes as (
      delete from facet_codes where workspace_id = ${workspaceId} and block_id in (select id from dropped)
    )
    delete from facet_piece where workspace_id = ${workspaceId} and block_id in (select id from dropped)`.execute(
    trx,
  )
}

interface GapRow {
  from_at: Date | null
  to_at: Date | null
  /** The block before the gap, where it has room for more. */
  room_id: string | null
  room_from: Date | null
}

/** The first span after `after` with sessions enough for a block. The newest block is made anew as it fills up. */
async function nextSpan(
  trx: Db,
  { workspaceId, mode, sizes }: { workspaceId: string; mode: Mode; sizes: BlockSizes },
  after: Date | null,
  horizon: Date,
): Promise<Span | null> {
  const { rows: gaps } = await sql<GapRow>`
    with block as (
      select from_at, to_at, case when size < ${sql.lit(sizes.block)} then id end as room_id
      from facet_block where workspace_id = ${workspaceId} and mode = ${mode}
    )
    select lag(to_at) over (order by from_at) as from_at, from_at as to_at, null::uuid as room_id,
      null::timestamptz as room_from from block
    union all
    (select last.to_at, null, last.room_id, last.from_at
     from (select) one left join (select * from block order by from_at desc limit 1) last on true)
    order by to_at`.execute(trx)
  for (const gap of gaps) {
    const isOpen = gap.to_at === null || gap.to_at > horizon
    const to = isOpen ? horizon : (gap.to_at ?? horizon)
    const from = later(gap.from_at, after)
    if (from !== null && from >= to) continue
    const size = await countFrom(trx, { workspaceId, mode }, { from, to }, 4 * sizes.block)
    if (isOpen) {
      if (size < sizes.fewestInNewest) return null
      if (gap.room_id) await dropBlock(trx, workspaceId, gap.room_id)
      return { from: gap.room_id ? gap.room_from : from, to, size: sizes.block, isLast: false }
    }
    if (size < sizes.fewestInGap) continue
    const parts = Math.max(1, Math.round(size / sizes.block))
    return { from, to, size: Math.ceil(size / parts), isLast: parts === 1 }
  }
  return null
}

async function dropBlock(trx: Db, workspaceId: string, id: string): Promise<void> {
  await trx.deleteFrom("facet_block").where("workspace_id", "=", workspaceId).where("id", "=", id).execute()
  for (const table of ["facet_bits", "facet_codes", "facet_piece"] as const)
    await trx.deleteFrom(table).where("workspace_id", "=", workspaceId).where("block_id", "=", id).execute()
}

const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))

async function countFrom(
  trx: Db,
  { workspaceId, mode }: { workspaceId: string; mode: Mode },
  { from, to }: { from: Date | null; to: Date },
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from session where workspace_id = ${workspaceId} and mode = ${mode}
        and created_at >= ${from ?? "-infinity"}::timestamptz and created_at < ${to}
      limit ${sql.lit(most)}
    ) enough`.execute(trx)
  return rows[0]?.count ?? 0
}

async function makeBlock(trx: Db, workspaceId: string, mode: Mode, span: Span): Promise<Span> {
  const bitmaps = await readBitmaps(trx, { workspaceId, mode, from: span.from, to: span.to }, span.size)
  const [first, last] = [bitmaps.times[0], bitmaps.times.at(-1)]
  if (!first || !last) throw new Error("A span with sessions enough for a block has none")
  const from = span.from ?? first
  const to = span.isLast ? span.to : new Date(last.getTime() + 1)
  const id = newId(from)
  await trx
    .insertInto("facet_block")
    .values({
      workspace_id: workspaceId,
      mode,
      from_at: from,
      to_at: to,
      id,
      size: bitmaps.ids.length,
      dimensions: bitmaps.dimensions,
      ids: bitmaps.ids,
      times: bitmaps.times,
    })
    .execute()
  await writeBitmaps(trx, workspaceId, id, bitmaps)
  return { ...span, to }
}

async function writeBitmaps(trx: Db, workspaceId: string, id: string, bitmaps: Bitmaps): Promise<void> {
  const { bits, codes, pieces } = bitmaps
  const all = <K extends keyof Bitmaps["bits"][number]>(name: K) => bits.map((each) => each[name])
  await sql`
    insert into facet_bits (workspace_id, block_id, dimension, value, bits)
    select ${workspaceId}, ${id}, dimension, value, bits::bit varying
    from unnest(${all("dimension")}::text[], ${all("value")}::text[], ${all("bits")}::text[])
      as t (dimension, value, bits)`.execute(trx)
  await trx
    .insertInto("facet_codes")
    .values(codes.map((each) => ({ workspace_id: workspaceId, block_id: id, ...each })))
    .execute()
  await sql`
    insert into facet_piece (workspace_id, block_id, piece)
    select ${workspaceId}, ${id}, piece from unnest(${pieces}::text[]) as t (piece)`.execute(trx)
}
