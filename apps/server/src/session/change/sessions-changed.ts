import type { RawBuilder } from "kysely"
import type { Database, Db } from "../../db/database.ts"
import { notedSpans } from "../count/facet-blocks/mark-changed.ts"
import type { Announce } from "../live/announce-sessions.ts"
import { type Topic, topicOf } from "../live/topic.ts"
import { appendedChanges } from "./append-changes.ts"
import { removedOffers } from "./saved-offers.ts"
import type { SessionChange } from "./session-change.ts"

/** What writes sessions: the database, and who is told of it afterwards. */
export interface SessionWriter<Handle = Database> {
  database: Handle
  /** To be called when a transaction is over, with what its changes gave back. */
  announce: Announce
}

/** What changed sessions leave to be done. */
export interface Changed {
  /** To be sent last in the transaction that changes the sessions, in this order. */
  statements: readonly RawBuilder<unknown>[]
  /** To be announced once it is committed. */
  topics: readonly Topic[]
}

/**
 * The one place that knows which session changed, and how. Every writer of `session` comes by here, in the transaction
 * in which it writes and after everything else in it: the offers of sessions that are gone go too, facet blocks over old
 * sessions are noted as out of date, and the changes go into the change log.
 * @param now the clock of the writer
 * @returns what to announce after the commit
 */
export async function sessionsChanged(
  trx: Db,
  changes: readonly SessionChange[],
  now: Date,
): Promise<readonly Topic[]> {
  const { statements, topics } = changedSessions(changes, now)
  for (const statement of statements) await statement.execute(trx)
  return topics
}

/** `sessionsChanged` for a writer that sends its last statements together with the commit. */
export function changedSessions(changes: readonly SessionChange[], now: Date): Changed {
  // in one order of the workspaces, so that no two writers wait for each other's logs
  const workspaces = [...Map.groupBy(changes, ({ workspaceId }) => workspaceId)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return {
    statements: [
      ...workspaces.flatMap(([id, theirs]) => {
        const gone = theirs.flatMap((change) => (change.after === null ? [change.id] : []))
        return gone.length > 0 ? [removedOffers(id, gone)] : []
      }),
      ...workspaces.flatMap(([id, theirs]) => notedSpans(id, theirs, now)),
      ...workspaces.map(([id, theirs]) => appendedChanges(id, theirs, now)),
    ],
    topics: [...new Set(changes.map(({ workspaceId, mode }) => topicOf(workspaceId, mode)))],
  }
}
