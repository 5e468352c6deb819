import { writeAnnouncement } from "./announcement.ts"
import type { Topic } from "./topic.ts"

/** Tells every process, soon, whose sessions are new or changed. To be called when their transaction is over. */
export type Announce = (topics: Iterable<Topic>) => void

export interface Announcer<T extends string> {
  /** Tells every process, soon, that something is new or changed. To be called when its transaction is over. */
  announce: (topics: Iterable<T>) => void
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
 * @param channel what others listen to
 * @param onError a notification could not be sent; it is tried again
 */
export function createAnnouncer<T extends string>(
  pool: Sender,
  channel: string,
  onError: (error: unknown) => void,
): Announcer<T> {
  let pending = new Set<T>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> = Promise.resolve()
  let isClosed = false

  const schedule = (afterMs: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      sending = send()
    }, afterMs).unref()
  }
  const send = async () => {
    const topics = pending
    pending = new Set()
    try {
      await pool.query("select pg_notify($1, $2)", [channel, writeAnnouncement(topics)])
    } catch (error) {
      onError(error)
      if (isClosed) return
      pending = new Set([...topics, ...pending])
      schedule(retryMs)
    }
  }
  return {
    announce(topics) {
      for (const topic of topics) pending.add(topic)
      if (pending.size > 0) schedule(gatherMs)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await sending
      if (pending.size > 0) await send()
    },
  }
}
