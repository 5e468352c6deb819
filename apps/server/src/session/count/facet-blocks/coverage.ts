import { type Dimension, dimensions, type Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../../db/database.ts"
import { namesSessions, type SessionFilter } from "../../read/session-filter.ts"
import { blockFormat } from "./block-format.ts"
import { type Column, offersColumn } from "./read-bitmaps.ts"

/** A block as a reader uses it: which bitmaps, over which span (from included, to not), of how many sessions. */
export interface Block {
  id: string
  from: Date
  to: Date
  size: number
}

/** A span of time without a usable block; null is without end. */
export interface Gap {
  from: Date | null
  to: Date | null
}

/** The time of a filter cut into blocks and gaps, both newest first. */
export interface Coverage {
  blocks: Block[]
  gaps: Gap[]
}

/** With more gaps than that the oldest part is read as one. */
const mostGaps = 64

/** Blocks know the dimensions and the time; what is searched for or known by its id is looked up among the sessions. */
export const canUseBlocks = (filter: SessionFilter): boolean =>
  filter.search === undefined && !namesSessions(filter)

/** The dimensions that a filter chooses from. */
export const chosenDimensions = ({ is, not }: SessionFilter): Dimension[] =>
  dimensions.filter((name) => is?.[name] !== undefined || not?.[name] !== undefined)

/** What a block must have bits of, so that a filter can be answered by it. */
export const chosenColumns = (filter: SessionFilter): Column[] => [
  ...chosenDimensions(filter),
  ...(filter.offers || filter.notOffers ? ([offersColumn] as const) : []),
]

/** The first instant of a filter, and the one after its last; times are whole milliseconds. */
export function boundsOf({ from, to, upTo }: SessionFilter): Gap {
  const ends = [to, upTo && new Date(upTo.getTime() + 1)].filter((end) => end !== undefined)
  return {
    from: from ?? null,
    to: ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null,
  }
}

/**
 * Looks up which blocks are up to date, of our format, and know the dimensions. Holds for the moment it is read at only: what uses it
 * must read in the same snapshot (`atOneMoment`).
 */
export async function readCoverage(
  db: Db,
  filter: SessionFilter,
  needed: readonly Column[],
): Promise<Coverage> {
  const bounds = boundsOf(filter)
  if (!canUseBlocks(filter)) return { blocks: [], gaps: [bounds] }
  return cut(bounds, await listBlocks(db, filter.workspaceId, filter.mode, bounds, needed))
}

async function listBlocks(
  db: Db,
  workspaceId: string,
  mode: Mode,
  { from, to }: Gap,
  needed: readonly Column[],
): Promise<Block[]> {
  const { rows } = await sql<Block>`
    select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
    where b.workspace_id = ${workspaceId} and b.mode = ${mode}
      and b.format = ${blockFormat} and b.dimensions @> ${needed}::text[]
      ${from ? sql`and b.to_at > ${from}` : sql``} ${to ? sql`and b.from_at < ${to}` : sql``}
      and not exists (
        select from facet_stale s
        where s.workspace_id = ${workspaceId} and s.mode = b.mode
          and s.from_at < b.to_at and s.to_at >= b.from_at
      )
    order by b.from_at desc`.execute(db)
  return rows
}

/** @param blocks newest first, none over another */
export function cut(bounds: Gap, blocks: readonly Block[]): Coverage {
  const coverage: Coverage = { blocks: [], gaps: [] }
  let end = bounds.to
  for (const block of blocks) {
    if (end === null || block.to < end) {
      if (coverage.gaps.length === mostGaps - 1) break
      coverage.gaps.push({ from: block.to, to: end })
    }
    coverage.blocks.push(block)
    end = block.from
  }
  if (bounds.from === null || end === null || bounds.from < end)
    coverage.gaps.push({ from: bounds.from, to: end })
  return coverage
}
