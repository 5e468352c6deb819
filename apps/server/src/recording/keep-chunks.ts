import type { Mode } from "@holdfast/protocol"
import { type RecordingChunk, recordingLimits } from "@holdfast/protocol/recording"
import { type RawBuilder, sql } from "kysely"
import type { Secret } from "../account/secret.ts"
import type { Database, Db } from "../db/database.ts"
import { pipelinedTransaction } from "../db/pipelined-transaction.ts"
import { prepared } from "../db/prepared.ts"
import { unwrapKey } from "./recording-crypt.ts"
import { sealChunk } from "./stored-log.ts"

/** A piece of a log whose sender is proven, and in which all is right. */
export interface ArrivedChunk {
  workspaceId: string
  mode: Mode
  customerId: string
  /** The key of the session that the run reports. */
  clientKey: string
  chunk: RecordingChunk
  /** Bytes that were sent. */
  size: number
  receivedAt: Date
}

export type ChunkResult =
  /** It is there now, or was already. */
  | "kept"
  /** There is no session of this run. */
  | "unknown"
  /** The session is another customer's, or in another mode. */
  | "foreign"
  /** The run is not recorded. */
  | "unrecorded"
  | "deleted"
  /** It was drawn with another version of the flow than the session was shown. */
  | "otherVersion"
  /** The session has as much as is kept of one. */
  | "full"

/** Chunks of one run take turns; so one that comes twice at the same time is kept once. */
export const turnOf = ({ workspaceId, clientKey }: ArrivedChunk): string =>
  JSON.stringify(["recording", workspaceId, clientKey])

export interface ChunkKeeper {
  database: Pick<Database, "pipelined">
  secret: Secret
}

/**
 * Keeps chunks of runs that differ, all in one transaction: as with reports, many that come at once share a commit.
 * @returns what became of each, in their order
 * @throws what went wrong with the database; every chunk may then be sent again
 */
export const keepChunks = (
  { database, secret }: ChunkKeeper,
  chunks: readonly ArrivedChunk[],
): Promise<PromiseSettledResult<ChunkResult>[]> =>
  pipelinedTransaction(database.pipelined, chunks.map(turnOf), async ({ trx, commitWith }) => {
    const found = await findRecordings(trx, chunks)
    const sealed: SealedChunk[] = []
    const results = chunks.map((arrived, i): PromiseSettledResult<ChunkResult> => {
      try {
        const taken = takeChunk(secret, arrived, found[i] ?? null)
        if (typeof taken === "string") return { status: "fulfilled", value: taken }
        sealed.push(taken)
        return { status: "fulfilled", value: "kept" }
      } catch (reason) {
        return { status: "rejected", reason }
      }
    })
    const byWorkspace = Map.groupBy(sealed, ({ workspaceId }) => workspaceId)
    await commitWith(...[...byWorkspace].map(([workspaceId, theirs]) => savedChunks(workspaceId, theirs)))
    return results
  })

/** What there is where a chunk is meant to go; without a recording all of its columns are null. */
interface Found {
  sessionId: string
  customerId: string | null
  mode: Mode
  blueprintId: string | null
  isRecorded: boolean
  wrappedKey: Buffer | null
  bytes: number | null
  isKnown: boolean
}

async function findRecordings(db: Db, chunks: readonly ArrivedChunk[]): Promise<(Found | undefined)[]> {
  const numbered = chunks.map((arrived, i) => ({ arrived, i }))
  const found: (Found | undefined)[] = []
  await Promise.all(
    [...Map.groupBy(numbered, ({ arrived }) => arrived.workspaceId)].map(async ([workspaceId, theirs]) => {
      const wanted = theirs.map(({ i, arrived: { clientKey, chunk } }) => ({
        ...{ i, client_key: clientKey, n: chunk.index },
      }))
      for (const { i, ...row } of await findIn(db, workspaceId, JSON.stringify(wanted))) found[i] = row
    }),
  )
  return found
}

const findIn = async (db: Db, workspaceId: string, wanted: string): Promise<(Found & { i: number })[]> => {
  const { rows } = await sql<Found & { i: number }>`
    select ${prepared} wanted.i, found.id as "sessionId", found.customer_id as "customerId", found.mode,
      found.blueprint_id as "blueprintId", recording.session_id is not null as "isRecorded",
      recording.wrapped_key as "wrappedKey", recording.bytes,
      coalesce(wanted.n = any(recording.packed), false) or exists (
        select from recording_chunk chunk
        where chunk.workspace_id = ${workspaceId} and chunk.session_id = found.id and chunk.n = wanted.n
      ) as "isKnown"
    from json_to_recordset(${wanted}) as wanted (i integer, client_key text, n integer)
    cross join lateral (
      select session.id, session.customer_id, session.mode, session.blueprint_id from session
      where session.workspace_id = ${workspaceId} and session.client_key = wanted.client_key
      limit 1
    ) found
    left join recording on recording.workspace_id = ${workspaceId} and recording.session_id = found.id`.execute(
    db,
  )
  return rows
}

interface SealedChunk {
  workspaceId: string
  sessionId: string
  n: number
  bytes: Buffer
  size: number
  lengthMs: number
  receivedAt: Date
}

/** What is to be kept of a chunk, or what becomes of it without being kept. */
function takeChunk(secret: Secret, arrived: ArrivedChunk, found: Found | null): SealedChunk | ChunkResult {
  const { workspaceId, customerId, mode, chunk, size, receivedAt } = arrived
  if (found === null) return "unknown"
  if (found.customerId !== customerId || found.mode !== mode) return "foreign"
  if (!found.isRecorded) return "unrecorded"
  if (found.wrappedKey === null) return "deleted"
  if (found.isKnown) return "kept"
  if (chunk.head && chunk.head.blueprintId !== found.blueprintId) return "otherVersion"
  if ((found.bytes ?? 0) + size > recordingLimits.sessionBytes) return "full"
  const owner = { workspaceId, sessionId: found.sessionId }
  return {
    ...owner,
    n: chunk.index,
    bytes: sealChunk(unwrapKey(secret, found.wrappedKey), owner, chunk),
    size,
    lengthMs: chunk.moves.at(-1)?.[0] ?? 0,
    receivedAt,
  }
}

/**
 * Puts chunks of one workspace to their recordings, each of another one. A recording that was deleted since it was looked up
 * gets none: its row is locked first, and without its key no chunk is written.
 */
const savedChunks = (workspaceId: string, chunks: readonly SealedChunk[]): RawBuilder<unknown> => sql`
  with ${prepared} wanted as (
    select * from unnest(
      ${chunks.map(({ sessionId }) => sessionId)}::uuid[],
      ${chunks.map(({ n }) => n)}::integer[],
      ${chunks.map(({ bytes }) => bytes)}::bytea[],
      ${chunks.map(({ size }) => size)}::integer[],
      ${chunks.map(({ lengthMs }) => lengthMs)}::integer[],
      ${chunks.map(({ receivedAt }) => receivedAt.toISOString())}::timestamptz[]
    ) as wanted (session_id, n, bytes, size, length_ms, received_at)
  ), there as materialized (
    select session_id from recording
    where workspace_id = ${workspaceId} and session_id = any(${chunks.map(({ sessionId }) => sessionId)}::uuid[])
      and wrapped_key is not null
    order by session_id for update
  ), grown as (
    update recording
    set bytes = recording.bytes + wanted.size, length_ms = greatest(recording.length_ms, wanted.length_ms),
      last_chunk_at = greatest(recording.last_chunk_at, wanted.received_at), finished_at = null
    from wanted join there on there.session_id = wanted.session_id
    where recording.workspace_id = ${workspaceId} and recording.session_id = wanted.session_id
    returning recording.session_id
  )
  insert into recording_chunk (workspace_id, session_id, n, bytes)
  select ${workspaceId}::uuid, wanted.session_id, wanted.n, wanted.bytes
  from wanted join grown on grown.session_id = wanted.session_id
  on conflict (workspace_id, session_id, n) do nothing`
