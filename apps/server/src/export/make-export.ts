import { randomUUID } from "node:crypto"
import { Readable } from "node:stream"
import type { Kysely } from "kysely"
import type pg from "pg"
import type { Logger } from "pino"
import type { Tables } from "../db/schema.ts"
import { describeError } from "../log/describe-error.ts"
import type { Storage } from "../storage/storage.ts"
import type { Rest } from "./file/resting.ts"
import {
  failExport,
  finishExport,
  isKept,
  keepProgress,
  requeueExport,
  type Teller,
} from "./finish-export.ts"
import { manifestOf } from "./manifest.ts"
import { failureOf } from "./reason-of.ts"
import { fileKey, manifestKey } from "./storage-keys.ts"
import type { StoredExport } from "./to-export.ts"
import { type Progress, writeFile } from "./write-file.ts"

/** Failures after which an export is not tried again. */
export const mostFailures = 3
const progressEachMs = 1000

export interface Maker {
  db: Kysely<Tables>
  storage: Storage
  rest: Rest
  teller: Teller
  log: Logger
  now: () => Date
}

/** Why work on an export is given up from outside. */
export type StopReason = "unwanted" | "stopping"

/**
 * Prepares one export, from its first row to the mail that tells of it.
 * @param client that claimed it, and holds its lock
 * @throws when it was given up, which then is written down already
 */
export async function makeExport(
  maker: Maker,
  client: pg.PoolClient,
  row: StoredExport,
  controller: AbortController,
): Promise<void> {
  const { db, storage, rest, teller, log } = maker
  const { signal } = controller
  let progress: () => Progress = () => ({ rows: 0, bytes: 0 })
  const look = async () => {
    const isWanted = await keepProgress(db, row, progress())
    if (!isWanted) controller.abort("unwanted" satisfies StopReason)
  }
  // whether the database is gone, the work itself finds out
  const looking = setInterval(() => void look().catch(() => {}), progressEachMs)
  const watch = (tell: () => Progress) => {
    progress = tell
  }
  try {
    const file = await writeFile(client, storage, row, { signal, watch, rest })
    signal.throwIfAborted()
    const manifest = await manifestOf(db, teller.url, row, file)
    await storage.put(manifestKey(row), Readable.from([`${JSON.stringify(manifest, null, 2)}\n`]), signal)
    const isDone = await db.transaction().execute((trx) => finishExport(trx, teller, row, file, maker.now()))
    if (isDone) log.info({ export: row.id, rows: file.rows, bytes: file.bytes }, "prepared an export")
    else await removeFiles(storage, row)
  } catch (error) {
    // where this fails too, the export stays as it is, and the sweep finds it without a worker
    await giveUp(maker, row, error, signal).catch((fault: unknown) =>
      log.warn({ export: row.id, error: describeError(fault) }, "could not give up an export"),
    )
    throw error
  } finally {
    clearInterval(looking)
  }
}

async function giveUp(maker: Maker, row: StoredExport, error: unknown, signal: AbortSignal): Promise<void> {
  const { db, storage } = maker
  const stopped: StopReason | null = signal.aborted ? signal.reason : null
  if (stopped === "stopping") await requeueExport(db, row, { isFailure: false })
  if (stopped === null) await noteFailure(maker, row, error)
  // the connection may have been lost just when it was done
  if (!(await isKept(db, row))) await removeFiles(storage, row)
}

async function noteFailure(
  { db, teller, log, now }: Maker,
  row: StoredExport,
  error: unknown,
): Promise<void> {
  const errorId = randomUUID()
  const { isPassing, reason } = failureOf(error)
  log.error({ export: row.id, errorId, ...describeError(error) }, "an export failed")
  if (isPassing && row.failures + 1 < mostFailures) {
    await requeueExport(db, row, { isFailure: true })
    return
  }
  const words = reason ?? `Something went wrong in Holdfast. Quote ${errorId} to the operator.`
  await db.transaction().execute((trx) => failExport(trx, teller, row, words, now()))
}

async function removeFiles(storage: Storage, row: StoredExport): Promise<void> {
  await storage.remove(fileKey(row))
  await storage.remove(manifestKey(row))
}
