import { pipeline, type Readable } from "node:stream"
import { createGzip } from "node:zlib"
import type pg from "pg"
import { matches } from "../session/read/session-filter.ts"
import type { Storage } from "../storage/storage.ts"
import { type Rest, Resting } from "./file/resting.ts"
import { atSnapshot } from "./file/snapshot.ts"
import { Tally } from "./file/tally.ts"
import type { FinishedFile } from "./finish-export.ts"
import { readFilter } from "./kept-filter.ts"
import { fileKey } from "./storage-keys.ts"
import type { StoredExport } from "./to-export.ts"

/** Larger ones than a stream's usual 64 kB: each is a trip to another thread, and four of them are in memory. */
const pieceBytes = 256 * 1024

export interface Progress {
  rows: number
  bytes: number
}

/**
 * Straight from PostgreSQL through gzip into storage: one `COPY` from one snapshot, published when the last byte is
 * there.
 * @param rest between its pieces
 * @param watch is given a function that tells how far it is
 */
export function writeFile(
  client: pg.PoolClient,
  storage: Storage,
  row: StoredExport,
  { signal, watch, rest }: { signal: AbortSignal; watch: (progress: () => Progress) => void; rest: Rest },
): Promise<FinishedFile> {
  const { choice } = row
  return atSnapshot(client, row.workspace_id, async (snapshot) => {
    const where = matches(readFilter(row.filter))
    const rendering = await snapshot.render({ choice, where }, pieceBytes)
    const resting = new Resting(rest, pieceBytes)
    const tally = new Tally({ highWaterMark: pieceBytes })
    watch(() => ({ rows: rendering.rows(), bytes: tally.bytes }))
    const content: Readable = choice.isCompressed
      ? pipeline(rendering.text, resting, gzip(), tally, () => {})
      : pipeline(rendering.text, resting, tally, () => {})
    await storage.put(fileKey(row), content, signal)
    return {
      rows: rendering.rows(),
      bytes: tally.bytes,
      sha256: tally.sha256(),
      snapshotAt: snapshot.at,
    }
  })
}

/** Level 1 takes a third of the time of the usual 6, for a file that is a sixth larger. */
const gzip = () => createGzip({ level: 1, memLevel: 9, chunkSize: pieceBytes })
