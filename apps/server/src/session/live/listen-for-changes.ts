import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import type { PostgresAddress } from "../../db/embedded-postgres.ts"

export interface Listener {
  close(): Promise<void>
}

/** What is called as announcements come, or stop coming. */
export interface ListenHandlers {
  /** What some process announced; null when anything may have been, as it may have while nobody listened. */
  onAnnouncement: (text: string | null) => void
  /** The connection is lost or could not be made; another try follows. */
  onLost: () => void
}

const firstWaitMs = 100
const longestWaitMs = 5000
/** A connection that died without a word is noticed after this and the patience below. */
const probeMs = 20_000
const patienceMs = 10_000

/**
 * Listens to a channel on a connection of its own, which comes back by itself when the database was away. Answers once the first
 * attempt is made, whether it worked or not.
 */
export async function listenForChanges(
  address: PostgresAddress,
  channel: string,
  handlers: ListenHandlers,
): Promise<Listener> {
  const closing = new AbortController()
  const attempted = Promise.withResolvers<void>()
  const listening = keepListening(address, channel, handlers, closing.signal, attempted.resolve)
  await attempted.promise
  return {
    close() {
      closing.abort()
      return listening
    },
  }
}

async function keepListening(
  address: PostgresAddress,
  channel: string,
  { onAnnouncement, onLost }: ListenHandlers,
  closing: AbortSignal,
  onAttempted: () => void,
): Promise<void> {
  let waitMs = firstWaitMs
  while (!closing.aborted) {
    const client = new pg.Client({
      ...address,
      application_name: "holdfast live",
      keepAlive: true,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    const over = Promise.withResolvers<void>()
    const finish = () => over.resolve()
    client.on("error", finish).on("end", finish)
    client.on("notification", ({ payload }) => onAnnouncement(payload ?? ""))
    const probe = setInterval(() => void client.query("select 1").catch(finish), probeMs)
    closing.addEventListener("abort", finish)
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      waitMs = firstWaitMs
      onAnnouncement(null)
      onAttempted()
      await over.promise
    } catch {
      onAttempted()
    }
    clearInterval(probe)
    closing.removeEventListener("abort", finish)
    const ended = client.end().catch(() => {})
    if (closing.aborted) return ended
    onLost()
    await sleep(waitMs, undefined, { signal: closing }).catch(() => {})
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
}
