import { dayIn } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { writeEvery } from "../../db/write-every.ts"
import type { Problem } from "./problem.ts"
import { type Counted, writeCounts } from "./write-counts.ts"

/** Counts what clients sent that could not be read or was refused. */
export interface Health {
  /** Costs the request nothing: it is written down some seconds later. */
  count(workspace: { id: string; timeZone: string }, problem: Problem, at: Date): void
  /** Writes down what was counted; what cannot be written is kept for the next time. */
  flush(): Promise<void>
  /** Writes down the rest, and stops. */
  close(): Promise<void>
}

const writtenEveryMs = 5000

/** Of all workspaces. Nobody fills the memory by being wrong in ever new ways while the database is away. */
const mostWaiting = 5000

/** @param onError the database could not be written to */
export function createHealth(db: Db, onError: (error: unknown) => void): Health {
  let counted = new Map<string, Counted>()

  const add = (added: Counted) => {
    const { workspaceId, day, problem } = added
    const { kind, route, client, field, why } = problem
    const key = JSON.stringify([workspaceId, day, kind, route, client.name, client.version, field, why])
    const same = counted.get(key)
    if (same) {
      same.times += added.times
      if (added.lastAt >= same.lastAt) Object.assign(same, { lastAt: added.lastAt, problem })
    } else if (counted.size < mostWaiting) counted.set(key, added)
  }
  const write = async () => {
    // two servers that write at once take the rows in the same order, and so never wait for each other
    const rows = [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    counted = new Map()
    for (const [workspaceId, theirs] of Map.groupBy(rows, (row) => row.workspaceId)) {
      try {
        await writeCounts(db, workspaceId, theirs)
      } catch (error) {
        for (const row of theirs) add(row)
        onError(error)
      }
    }
  }
  const { flush, close } = writeEvery(writtenEveryMs, () => counted.size > 0, write)

  return {
    count: ({ id: workspaceId, timeZone }, problem, at) =>
      add({ workspaceId, day: dayIn(timeZone, at), problem, times: 1, lastAt: at }),
    flush,
    close,
  }
}
