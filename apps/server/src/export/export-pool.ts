import { availableParallelism, constants, setPriority } from "node:os"
import type pg from "pg"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { backgroundSilenceMs, type OnIdleError, openPool } from "../db/open-pool.ts"
import { processOf } from "../db/process-of.ts"

/**
 * Prepared in the background at the same time by one server; others wait. Each takes a core of PostgreSQL's: with two on a
 * machine of two, the slowest pages of the stream took 2.7 times as long.
 */
export const mostAtOnce = Math.max(1, Math.floor(availableParallelism() / 2))
/** Downloads at the same time, which take a moment each. */
const mostDirect = 4

/** Connections of exports, so that they and the pages of the stream never wait for each other's. */
export interface ExportPools {
  background: pg.Pool
  /** Of what downloads at once: slow readers there hold up nothing that is prepared. */
  direct: pg.Pool
  close(): Promise<void>
}

/** @param isOwn whether PostgreSQL is the embedded one, whose processes are of this machine */
export function openExportPools(
  address: PostgresAddress,
  onIdleError: OnIdleError,
  isOwn: boolean,
): ExportPools {
  const background = openOne(address, onIdleError, mostAtOnce)
  if (isOwn) background.on("connect", stepBack)
  const direct = openOne(address, onIdleError, mostDirect)
  return {
    background,
    direct,
    async close() {
      await Promise.all([background.end(), direct.end()])
    },
  }
}

/**
 * A long export has no time limit, as long as something comes. It reads on one core, and plans without a compiler (1 s for a statement of fifty
 * columns). Where its reader is gone before the first row, PostgreSQL notices within a second.
 */
const openOne = (address: PostgresAddress, onIdleError: OnIdleError, max: number): pg.Pool =>
  openPool(address, onIdleError, {
    max,
    name: "holdfast export",
    silenceMs: backgroundSilenceMs,
    settings: {
      client_connection_check_interval: "1s",
      jit: "off",
      max_parallel_workers_per_gather: "0",
    },
  })

/** Nobody waits for what is prepared in the background: where both want the processor, the pages have it first. */
function stepBack(client: pg.PoolClient): void {
  try {
    setPriority(processOf(client), constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // where the system does not allow it, both are served alike
  }
}
