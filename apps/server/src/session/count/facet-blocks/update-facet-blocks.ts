import { type Mode, modes } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Database, Db } from "../../../db/database.ts"
import { lockedTransaction } from "../../../db/locked-transaction.ts"
import { newId } from "../../../db/new-id.ts"
import { type DimensionTexts, dimensionTexts } from "../../dimensions.ts"
import { formatOf, otherFormatStaysMs } from "./block-format.ts"
import { type Bitmaps, readBitmaps } from "./read-bitmaps.ts"
import { type BlockSizes, blockSizes, youngestBlockMs } from "./spans.ts"

/**
 * Brings a workspace's facet blocks up to date: those over changed sessions and those of another format are made anew,
 * and sessions that have come of age get theirs. Safe to run twice, and beside itself and every writer.
 * @param now the clock; sessions of its last 25 hours stay out
 * @param texts the dimensions of the blocks
 * @returns how many blocks were made
 */
export async function updateFacetBlocks(
  { db }: Pick<Database, "db">,
  workspaceId: string,
  now: Date,
  sizes: BlockSizes = blockSizes,
  texts: DimensionTexts = dimensionTexts,
): Promise<number> {
  let made = 0
  for (const mode of modes) {
    const making: Making = { workspaceId, mode, now, sizes, texts, format: formatOf(texts) }
    const alone = <T>(work: (trx: Db) => Promise<T>) =>
      lockedTransaction(db, JSON.stringify(["facet blocks", workspaceId, mode]), work)
    await alone((trx) => dropStale(trx, making))
    // one block a transaction: each is good by itself, and nobody waits for all of them
    for (let after: Date | null = null; ; ) {
      const block: Span | null = await alone(async (trx) => {
        const span = await nextSpan(trx, making, after)
        return span && makeBlock(trx, making, span)
      })
      if (!block) break
      after = block.to
      made++
    }
    // what is left of another format has too few sessions around it for a new block
    await alone((trx) => dropBlocks(trx, making, sql`not ${isKept(making)}`))
  }
  return made
}

/** Whose blocks are made, when, and what they are to be. */
interface Making {
  workspaceId: string
  mode: Mode
  now: Date
  sizes: BlockSizes
  texts: DimensionTexts
  format: string
}

/** A block that is not made anew for its format. */
const isKept = ({ format, now }: Making): RawBuilder<boolean> =>
  sql`(block.format = ${format} or block.made_at > ${new Date(now.getTime() - otherFormatStaysMs)})`

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
const dropStale = (trx: Db, { workspaceId, mode }: Making): Promise<void> =>
  dropBlocks(
    trx,
    { workspaceId, mode },
    sql`exists (select from noted where noted.from_at < block.to_at and noted.to_at >= block.from_at)`,
    sql`with noted as (
      delete from facet_stale where workspace_id = ${workspaceId} and mode = ${mode} returning from_at, to_at
    )`,
  )

/**
 * @param which a condition on `block`
 * @param needed what the condition needs to stand before the statement
 */
async function dropBlocks(
  trx: Db,
  { workspaceId, mode }: Pick<Making, "workspaceId" | "mode">,
  which: RawBuilder<boolean>,
  needed: RawBuilder<unknown> = sql``,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    ${needed} delete from facet_block block
    where block.workspace_id = ${workspaceId} and block.mode = ${mode} and ${which}
    returning block.id`.execute(trx)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  for (const table of ["facet_bits", "facet_codes", "facet_piece"] as const)
    await trx.deleteFrom(table).where("workspace_id", "=", workspaceId).where("block_id", "in", ids).execute()
}

interface GapRow {
  from_at: Date | null
  to_at: Date | null
  /** Where the block before the gap begins, if it has room for more. */
  room_from: Date | null
}

/**
 * The first span after `after` with sessions enough for a block: blocks that are not kept are no different from gaps. The
 * newest block is made anew as it fills up.
 */
async function nextSpan(trx: Db, making: Making, after: Date | null): Promise<Span | null> {
  const { workspaceId, mode, sizes, now } = making
  const horizon = new Date(now.getTime() - youngestBlockMs)
  const { rows: gaps } = await sql<GapRow>`
    with kept as (
      select from_at, to_at, case when size < ${sql.lit(sizes.block)} then from_at end as room_from
      from facet_block block where workspace_id = ${workspaceId} and mode = ${mode} and ${isKept(making)}
    )
    select lag(to_at) over (order by from_at) as from_at, from_at as to_at, null::timestamptz as room_from from kept
    union all
    (select last.to_at, null, last.room_from
     from (select) one left join (select * from kept order by from_at desc limit 1) last on true)
    order by to_at`.execute(trx)
  for (const gap of gaps) {
    const isOpen = gap.to_at === null || gap.to_at > horizon
    const to = isOpen ? horizon : (gap.to_at ?? horizon)
    const from = later(gap.from_at, after)
    if (from !== null && from >= to) continue
    const size = await countFrom(trx, { workspaceId, mode }, { from, to }, 4 * sizes.block)
    if (isOpen) {
      if (size < sizes.fewestInNewest) return null
      return { from: gap.room_from ?? from, to, size: sizes.block, isLast: false }
    }
    if (size < sizes.fewestInGap) continue
    const parts = Math.max(1, Math.round(size / sizes.block))
    return { from, to, size: Math.ceil(size / parts), isLast: parts === 1 }
  }
  return null
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

/** Makes a block in the place of all that lie over its span. */
async function makeBlock(trx: Db, making: Making, span: Span): Promise<Span> {
  const { workspaceId, mode, texts, format, now } = making
  const where = { workspaceId, mode, from: span.from, to: span.to }
  const bitmaps = await readBitmaps(trx, where, span.size, texts)
  const [first, last] = [bitmaps.times[0], bitmaps.times.at(-1)]
  if (!first || !last) throw new Error("A span with sessions enough for a block has none")
  const from = span.from ?? first
  const to = span.isLast ? span.to : new Date(last.getTime() + 1)
  const id = newId(from)
  await dropBlocks(trx, making, sql`block.from_at < ${to} and block.to_at > ${from}`)
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
      format,
      made_at: now,
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
