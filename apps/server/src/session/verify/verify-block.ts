import { isDeepStrictEqual } from "node:util"
import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { type Block, readCoverage } from "../count/facet-blocks/coverage.ts"
import { type Bitmaps, readBitmaps } from "../count/facet-blocks/read-bitmaps.ts"
import { dimensionTexts } from "../dimensions.ts"

/** Something kept that is not what its sessions say. */
export interface Difference {
  /** Which thing: a block by its id, mode and span, or the offers of a session. */
  place: string
  /** What of it. */
  what: string
  /** Of a block: where it lies. */
  block?: { mode: Mode; from: Date; to: Date }
}

type Where = { workspaceId: string; mode: Mode }

/** The blocks that readers use now; those that are out of date are not read, and may say anything. */
export const listUsedBlocks = async (db: Db, where: Where): Promise<Block[]> =>
  (await atOneMoment(db, (moment) => readCoverage(moment, where, []))).blocks

/**
 * Makes a block anew from its sessions, and compares everything that is kept of it.
 * @returns nothing where the block is no longer used
 */
export const verifyBlock = (db: Db, where: Where, { id, from, to }: Block): Promise<Difference[]> =>
  atOneMoment(db, async (moment) => {
    const { blocks } = await readCoverage(moment, { ...where, from, to }, [])
    const block = blocks.find((each) => each.id === id)
    if (!block) return []
    // one more than it has: a session too many is seen
    const right = await readBitmaps(moment, { ...where, from, to }, block.size + 1, dimensionTexts)
    const place = `block ${id} of mode ${where.mode}, ${from.toISOString()} to ${to.toISOString()}`
    const kept = await readKept(moment, where.workspaceId, id)
    const own = { mode: where.mode, from, to }
    return differencesOf(right, kept).map((what) => ({ place, what, block: own }))
  })

interface Kept {
  row: { size: number; dimensions: (string | null)[]; ids: string[]; times: Date[] }
  codes: Map<string, unknown>
  bits: Map<string, unknown>
  pieces: Set<string>
}

async function readKept(moment: Db, workspaceId: string, id: string): Promise<Kept> {
  const row = await moment
    .selectFrom("facet_block")
    .select(["size", "dimensions", "ids", "times"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow()
  const codes = await moment
    .selectFrom("facet_codes")
    .select(["dimension", "values", "counts", "codes", "places"])
    .where("workspace_id", "=", workspaceId)
    .where("block_id", "=", id)
    .execute()
  const { rows: bits } = await sql<{ dimension: string; value: string | null; bits: string }>`
    select dimension, value, bits::text as bits from facet_bits
    where workspace_id = ${workspaceId} and block_id = ${id}`.execute(moment)
  const pieces = await moment
    .selectFrom("facet_piece")
    .select("piece")
    .where("workspace_id", "=", workspaceId)
    .where("block_id", "=", id)
    .execute()
  return {
    row,
    codes: codesByName(codes),
    bits: bitsByName(bits),
    pieces: new Set(pieces.map(({ piece }) => piece)),
  }
}

function differencesOf({ ids, times, dimensions, bits, codes, pieces }: Bitmaps, kept: Kept): string[] {
  const { row } = kept
  return [
    ...(row.size === ids.length ? [] : [`size ${row.size}, and ${ids.length} sessions are there`]),
    ...(isDeepStrictEqual(row.ids, ids) ? [] : ["ids of its sessions"]),
    ...(isDeepStrictEqual(row.times, times) ? [] : ["times of its sessions"]),
    ...(isDeepStrictEqual(row.dimensions.toSorted(), dimensions.toSorted()) ? [] : ["its columns"]),
    ...differing(kept.codes, codesByName(codes), (name) => `codes and counts of ${name}`),
    ...differing(kept.bits, bitsByName(bits), (name) => `bits of ${name}`),
    ...(isDeepStrictEqual(kept.pieces, new Set(pieces)) ? [] : ["pieces of its texts"]),
  ]
}

const codesByName = (all: Bitmaps["codes"] | readonly KeptCodes[]) =>
  new Map(
    all.map(({ dimension, values, counts, codes, places }) => [
      dimension as string,
      [values, counts, codes.toString("base64"), places?.toString("base64") ?? null],
    ]),
  )

interface KeptCodes {
  dimension: string
  values: (string | null)[]
  counts: number[]
  codes: Buffer
  places: Buffer | null
}

const bitsByName = (all: readonly { dimension: string; value: string | null; bits: string }[]) =>
  new Map(all.map(({ dimension, value, bits }) => [`${dimension} ${JSON.stringify(value)}`, bits]))

/** The names at which two maps are not the same. */
const differing = (
  kept: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown>,
  words: (name: string) => string,
): string[] =>
  [...new Set([...kept.keys(), ...right.keys()])]
    .filter((name) => !isDeepStrictEqual(kept.get(name), right.get(name)))
    .map(words)
