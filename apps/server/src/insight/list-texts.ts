import type { Cursor } from "../db/cursor.ts"
import type { Db } from "../db/database.ts"
import { listStream, type WeighedSession } from "../session/read/list-sessions.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { validOf } from "../session/read/valid-sessions.ts"
import { readPublishedFlows } from "./published-flows.ts"
import { pickedAnswers } from "./reason-words.ts"

/**
 * The valid sessions of a filter whose customers wrote something: feedback, or an answer to a follow-up question that nobody
 * could pick. Newest first.
 * @param after the last row that the caller has
 * @param heaviest as `listStream` takes it
 */
export async function listTexts(
  db: Db,
  filter: SessionFilter,
  after: Cursor | null,
  size: number,
  heaviest: number,
): Promise<WeighedSession[]> {
  const valid = validOf(filter)
  const picked = pickedAnswers(await readPublishedFlows(db, filter.workspaceId))
  const { is, not } = valid
  const asked = is?.hasFeedback ?? ["true"]
  const wrote = { ...valid, is: { ...is, hasFeedback: asked.filter((value) => value === "true") } }
  const answered = { ...valid, not: { ...not, followup: [...(not?.followup ?? []), ...picked, null] } }
  // each is as long as the page, or ends where the page is too heavy: no row is missing between two of them
  const lists = [
    await listStream(db, wrote, after, size, heaviest),
    await listStream(db, answered, after, size, heaviest),
  ]
  const rows = new Map(lists.flat().map((row) => [row.id, row]))
  return [...rows.values()]
    .sort((a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, size)
}
