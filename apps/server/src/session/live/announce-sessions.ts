import { type Mode, modes } from "@holdfast/protocol"
import { writeAnnouncement } from "./announcement.ts"
import { ChangeSet, type Topic, topicOf } from "./change-set.ts"

export interface SessionChange {
  workspaceId: string
  mode: Mode
  sessionId: string
}

export interface Announcer {
  /** Tells every process, soon, that a session is new or changed. To be called when its transaction is over. */
  announce(change: SessionChange): void
  /** The same for more sessions of a workspace than anybody wants to name. */
  announceMany(workspaceId: string): void
  /** Sends what is still to be told. */
  close(): Promise<void>
}

/** A pool of connections to the database. */
interface Sender {
  query(text: string, values: string[]): Promise<unknown>
}

export const channel = "holdfast_sessions"

/** Longest that a change waits for others, which then travel with it. */
const gatherMs = 300
const retryMs = 2000

/**
 * Collects what changed and notifies PostgreSQL for all of it at once, apart from the transactions that made the
 * changes: a notification takes a lock of the whole database at commit, and every report would wait in that line.
 * @param onError a notification could not be sent; it is tried again
 */
export function createAnnouncer(pool: Sender, onError: (error: unknown) => void): Announcer {
  let pending = new Map<Topic, ChangeSet>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()
  let isClosed = false

  const note = (topic: Topic, changes: ChangeSet) => {
    const known = pending.get(topic)
    if (known) known.merge(changes)
    else pending.set(topic, changes)
  }
  const schedule = (afterMs: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      sending = send()
    }, afterMs).unref()
  }
  const send = async () => {
    const changes = pending
    pending = new Map()
    try {
      await pool.query("select pg_notify($1, $2)", [channel, writeAnnouncement(changes)])
    } catch (error) {
      onError(error)
      if (isClosed) return
      for (const [topic, each] of changes) note(topic, each)
      schedule(retryMs)
    }
  }
  return {
    announce({ workspaceId, mode, sessionId }) {
      note(topicOf(workspaceId, mode), new ChangeSet([sessionId]))
      schedule(gatherMs)
    },
    announceMany(workspaceId) {
      for (const mode of modes) note(topicOf(workspaceId, mode), new ChangeSet([], true))
      schedule(gatherMs)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await sending
      if (pending.size > 0) await send()
    },
  }
}
