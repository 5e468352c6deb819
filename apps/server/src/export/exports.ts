import type { Logger } from "pino"
import type { Database } from "../db/database.ts"
import type { Storage } from "../storage/storage.ts"
import { claimExport, releaseExport } from "./claim-export.ts"
import { type ExportPools, mostAtOnce } from "./export-pool.ts"
import type { Rest } from "./file/resting.ts"
import type { Teller } from "./finish-export.ts"
import { makeExport, type StopReason } from "./make-export.ts"
import { sweepExports } from "./sweep-exports.ts"
import type { StoredExport } from "./to-export.ts"
import { type Lender, withConnection } from "./with-connection.ts"

export interface Exports {
  /** What downloads at once reads through. */
  direct: Lender
  /** Where their files lie. */
  storage: Storage
  /** Prepares what is queued until nothing is; returns at once where the server has its hands full with others. */
  workOff(): Promise<void>
  /** Takes up what a worker left that is gone, and puts away what is over. */
  sweep(now: Date): Promise<void>
  /** Stops one that this server is preparing, rather than waiting until it notices. */
  stopHere(id: string): void
  /** Hands back what is being prepared, for the next start, and takes nothing more. */
  stop(): Promise<void>
  close(): Promise<void>
}

export interface ExportsOptions extends Teller {
  database: Database
  pools: ExportPools
  storage: Storage
  /** Between two pieces of a file that is prepared. */
  rest: Rest
  log: Logger
  now: () => Date
}

/** Prepares exports in the background. */
export function createExports({
  database,
  pools,
  storage,
  rest,
  log,
  now,
  ...teller
}: ExportsOptions): Exports {
  const { db } = database
  const others = database.pool
  const maker = { db, storage, rest, teller, log, now }
  const working = new Map<string, AbortController>()
  const slots = new Set<Promise<void>>()
  let isStopping = false

  /** @returns whether there was one */
  async function makeNext(): Promise<boolean> {
    const controller = new AbortController()
    let row: StoredExport | null = null
    try {
      await withConnection({ pool: pools.background, others }, controller.signal, async (client) => {
        row = await claimExport(client)
        if (!row) return
        working.set(row.id, controller)
        if (isStopping) controller.abort("stopping" satisfies StopReason)
        await makeExport(maker, client, row, controller)
        await releaseExport(client, row)
      })
    } catch (error) {
      // with one in hand the failure is written down, and the connection is closed with its lock
      if (!row) throw error
    } finally {
      if (row) working.delete((row as StoredExport).id)
    }
    return row !== null
  }

  async function workOff(): Promise<void> {
    while (!isStopping && (await makeNext()));
  }

  async function stop(): Promise<void> {
    isStopping = true
    for (const controller of working.values()) controller.abort("stopping" satisfies StopReason)
    await Promise.allSettled(slots)
  }

  return {
    direct: { pool: pools.direct, others },
    storage,
    async workOff() {
      if (slots.size >= mostAtOnce) return
      const work = workOff()
      slots.add(work)
      await work.finally(() => slots.delete(work))
    },
    sweep: (at) => sweepExports({ db, storage, teller, log }, at),
    stopHere: (id) => working.get(id)?.abort("unwanted" satisfies StopReason),
    stop,
    async close() {
      await stop()
      await pools.close()
      storage.close()
    },
  }
}
