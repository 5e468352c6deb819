import { inBatches } from "../session/report/in-batches.ts"
import { removeDeleted } from "./delete-recordings.ts"
import { type Swept, sweepFiles } from "./files-of-recording.ts"
import { type Finished, type Finisher, finishRecordings } from "./finish-recordings.ts"
import { type ArrivedChunk, type ChunkResult, keepChunks, turnOf } from "./keep-chunks.ts"
import type { RecordingStore } from "./read-recording.ts"

/** Recordings of a server: made once at its start. */
export interface Recordings extends RecordingStore {
  /** Keeps a piece of a log; those that come while others are written share a transaction. */
  keep(chunk: ArrivedChunk): Promise<ChunkResult>
  /** Puts what came of a workspace's recordings into files. */
  finish(workspaceId: string, now: Date): Promise<Finished>
  /** Takes away the bytes of those that were deleted, or of one of them, and tells their sessions. */
  removeDeleted(workspaceId: string, now: Date, only?: string): Promise<number>
  /** Removes files of a workspace's recordings that killed servers and faults of the storage have left. */
  sweep(workspaceId: string): Promise<Swept>
}

export interface RecordingsOptions extends Finisher {
  /** Where the server is a cluster, a transaction is for one of its nodes. */
  batchesOfOneWorkspace?: boolean
}

/** A chunk is small; so many share a commit. */
const chunksInBatch = 64

export function createRecordings({
  batchesOfOneWorkspace = false,
  ...finisher
}: RecordingsOptions): Recordings {
  const { storage, secret } = finisher
  const keep = inBatches({
    turnOf,
    ...(batchesOfOneWorkspace && { groupOf: ({ workspaceId }: ArrivedChunk) => workspaceId }),
    work: (chunks: readonly ArrivedChunk[]) => keepChunks(finisher, chunks),
    // reports go before: what is recorded of a run must not keep its decision waiting for a connection
    atOnce: 1,
    size: chunksInBatch,
  })
  return {
    storage,
    secret,
    keep,
    finish: (workspaceId, now) => finishRecordings(finisher, workspaceId, now),
    removeDeleted: (workspaceId, now, only) => removeDeleted(finisher, workspaceId, now, only),
    sweep: (workspaceId) => sweepFiles(finisher.database.db, storage, workspaceId),
  }
}
