import { type RawBuilder, sql } from "kysely"
import type { Cursor } from "../../../db/cursor.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { matchingBits } from "./block-sql.ts"
import { boundsOf, type Coverage } from "./coverage.ts"

/**
 * The sessions of the blocks that match, newest first, as a query of `id, created_at`. Read only as far as its reader
 * goes on: a block after the other, and of each block the bitmaps before the ids.
 */
export function findInBlocks(
  filter: SessionFilter,
  coverage: Coverage,
  before: Cursor | null,
): RawBuilder<unknown> {
  const { from, to } = boundsOf(filter)
  // blocks at the ends are cut session by session; a mask would have to be made first
  const timeless = { ...filter, from: undefined, to: undefined, upTo: undefined }
  const limits = [
    from && sql`found.created_at >= ${from}`,
    to && sql`found.created_at < ${to}`,
    before && sql`(found.created_at, found.id) < (${before.createdAt}, ${before.id})`,
  ].filter((limit) => limit !== null)
  return sql`
    select found.id, found.created_at
    from (${matchingBits(timeless, coverage)}) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = ${filter.workspaceId} and mode = ${filter.mode} and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
    ${limits.length > 0 ? sql`where ${sql.join(limits, sql` and `)}` : sql``}`
}
