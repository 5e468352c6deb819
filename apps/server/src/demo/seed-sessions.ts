import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { Pool } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import type { Db } from "../db/database.ts"
import { withinTransaction } from "../db/on-client.ts"
import { asStored } from "../session/change/saved-offers.ts"
import { sessionsLoaded } from "../session/change/sessions-loaded.ts"
import { changedSpans } from "../session/count/facet-blocks/mark-changed.ts"
import type { Announce } from "../session/live/announce-sessions.ts"
import { offersOf } from "../session/session-offers.ts"
import { copyLine, copyOfferLine, copyOffersSql, copySql } from "./copy-line.ts"
import type { DemoSession } from "./demo-session.ts"
import { type SimulationOptions, simulate } from "./simulate.ts"

/** Characters to a chunk: fewer make COPY slower, more make the progress coarser. */
const chunkSize = 256 * 1024
/** Sessions to a piece, behind which their offers are loaded: a connection takes one `COPY` at a time. */
const pieceSize = 20_000

export type SeedOptions = Omit<SimulationOptions, "workspace">

/**
 * Simulates sessions and loads them into the workspace, all or none. Sessions that are there already stay.
 * The same options twice into one workspace are refused by the table's key: the ids are the same.
 * @param onProgress called every few hundred sessions
 * @param announce of the server that runs beside; a database that is only being made has none
 * @returns how many were loaded
 */
export function seedSessions(
  pool: Pool,
  workspaceId: string,
  options: SeedOptions,
  onProgress: (done: number, total: number) => void = () => {},
  announce: Announce = () => {},
): Promise<{ sessions: number }> {
  const rows = simulate({ ...options, workspace: { id: workspaceId } })
  return loadSessions(pool, rows, { onProgress: (done) => onProgress(done, options.sessions), announce })
}

export interface Loading {
  onProgress?: (done: number) => void
  announce?: Announce
  /** Writes what is to be there with the sessions, or not at all. */
  alsoWrite?: (trx: Db) => Promise<void>
}

/** Loads rows of one workspace, which must come in order of time, in one transaction. */
export async function loadSessions(
  pool: Pool,
  rows: Iterable<DemoSession>,
  { onProgress = () => {}, announce = () => {}, alsoWrite = async () => {} }: Loading = {},
): Promise<{ sessions: number }> {
  let sessions = 0
  let workspaceId = ""
  const changed = changedSpans()
  const coming = rows[Symbol.iterator]()
  let next = coming.next()
  let offers = ""
  function* piece() {
    let chunk = ""
    for (let inPiece = 0; !next.done && inPiece < pieceSize; inPiece++) {
      const row = next.value
      workspaceId = row.workspace_id
      changed.add({ mode: row.mode, createdAt: row.created_at })
      chunk += copyLine(row)
      for (const offer of offersOf(asStored(row))) offers += copyOfferLine(offer)
      sessions++
      next = coming.next()
      if (chunk.length < chunkSize) continue
      yield Buffer.from(chunk)
      chunk = ""
      onProgress(sessions)
    }
    yield Buffer.from(chunk)
    onProgress(sessions)
  }

  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query("begin")
    while (!next.done) {
      await pipeline(Readable.from(piece()), client.query(copyFrom(copySql)))
      await pipeline(Readable.from([Buffer.from(offers)]), client.query(copyFrom(copyOffersSql)))
      offers = ""
    }
    const topics =
      sessions > 0 ? await sessionsLoaded(withinTransaction(client), workspaceId, changed, new Date()) : []
    await alsoWrite(withinTransaction(client))
    await client.query("commit")
    announce(topics)
    await client.query("analyze session, session_offer")
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // a connection that failed in the middle of a COPY is not given to anyone else
    client.release(failure)
  }
  return { sessions }
}
