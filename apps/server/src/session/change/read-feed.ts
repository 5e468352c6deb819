import type { Mode } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { changesKeptMs } from "./prune-changes.ts"
import { fromTheBeginning, type LoggedChange, readChanges } from "./read-changes.ts"

/** How far a reader of one mode is: the last entry of the workspace's log that was looked at, of whichever mode. */
export interface FeedPlace {
  n: string
  /** When that entry was written; null before the first one. */
  at: Date | null
}

export const feedBeginning: FeedPlace = { n: fromTheBeginning, at: null }

export interface FeedPage {
  changes: readonly LoggedChange[]
  /** Behind them. */
  place: FeedPlace
  /** There may be more already. */
  hasMore: boolean
}

/** Entries of other modes are read too, so a page is looked for in so many entries at least. */
const fewestAtOnce = 1000
/** A question that finds nothing of its mode answers after so many reads, and says how far it came. */
const mostReads = 5
/** What the clocks of servers may differ by. */
const slackMs = 3600 * 1000

/** Entries behind what was read so long ago may be pruned. */
export const isTooOld = (readAt: Date, now: Date): boolean =>
  readAt.getTime() < now.getTime() - changesKeptMs + slackMs

/**
 * The changes of a workspace's sessions of one mode behind a place, in the order of the commits.
 * @param size how many at most
 * @returns null where the entry of the place is not in the log, though it is too young to be pruned: the database was
 *   restored from a backup, and what comes next in it may be numbered as what the reader has
 */
export async function readFeed(
  db: Db,
  { workspaceId, mode }: { workspaceId: string; mode: Mode },
  from: FeedPlace,
  size: number,
  now: Date,
): Promise<FeedPage | null> {
  const atOnce = Math.max(size, fewestAtOnce)
  const changes: LoggedChange[] = []
  let place = from
  for (let reads = 1; ; reads++) {
    const isVouched = reads === 1 && place.at !== null && !isTooOld(place.at, now)
    const after = isVouched ? String(BigInt(place.n) - 1n) : place.n
    const rows = await readChanges(db, workspaceId, after, atOnce + 1)
    if (isVouched) {
      const own = rows.shift()
      if (own?.cursor !== place.n || own.at.getTime() !== place.at?.getTime()) return null
    }
    for (const [i, row] of rows.entries()) {
      place = { n: row.cursor, at: row.at }
      if (row.mode === mode) changes.push(row)
      if (changes.length === size) return { changes, place, hasMore: i < rows.length - 1 }
    }
    const isEnd = rows.length < atOnce
    if (isEnd || reads === mostReads) return { changes, place, hasMore: !isEnd }
  }
}

/** Behind every change that there is now. */
export async function newestPlace(db: Db, workspaceId: string): Promise<FeedPlace> {
  const row = await db
    .selectFrom("session_change")
    .select(["n", "at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("n", "desc")
    .limit(1)
    .executeTakeFirst()
  return row ? { n: String(row.n), at: row.at } : feedBeginning
}
