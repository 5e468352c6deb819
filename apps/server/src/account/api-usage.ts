import { dayIn } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { writeEvery } from "../db/write-every.ts"

export interface UsageRow {
  /** `YYYY-MM-DD` in the workspace's time zone. */
  day: string
  route: string
  count: number
}

export interface ApiUsage {
  /** Costs the request nothing: it is written down some seconds later. */
  count(workspace: { id: string; timeZone: string }, route: string, at: Date): void
  /** Calls of a workspace from one day to another, both included, newest day first; those not written down yet too. */
  list(workspaceId: string, from: string | null, to: string | null): Promise<UsageRow[]>
  /** Writes down what was counted; what cannot be written is kept for the next time. */
  flush(): Promise<void>
  /** Writes down the rest, and stops. */
  close(): Promise<void>
}

const writtenEveryMs = 5000

interface Counted {
  workspaceId: string
  day: string
  route: string
  calls: number
}

/** @param onError the database could not be written to */
export function createApiUsage(db: Db, onError: (error: unknown) => void): ApiUsage {
  let counted = new Map<string, Counted>()

  const add = ({ workspaceId, day, route, calls }: Counted) => {
    const key = `${workspaceId} ${day} ${route}`
    const same = counted.get(key)
    if (same) same.calls += calls
    else counted.set(key, { workspaceId, day, route, calls })
  }
  const write = async () => {
    // two servers that write at once take the rows in the same order, and so never wait for each other
    const rows = [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    counted = new Map()
    try {
      await writeDown(db, rows)
    } catch (error) {
      for (const row of rows) add(row)
      onError(error)
    }
  }
  const { flush, close } = writeEvery(writtenEveryMs, () => counted.size > 0, write)

  return {
    count: (workspace, route, at) =>
      add({ workspaceId: workspace.id, day: dayIn(workspace.timeZone, at), route, calls: 1 }),
    async list(workspaceId, from, to) {
      await flush()
      return readUsage(db, workspaceId, from, to)
    },
    flush,
    close,
  }
}

async function writeDown(db: Db, rows: readonly Counted[]): Promise<void> {
  await db
    .insertInto("api_usage")
    .values(
      rows.map(({ workspaceId, day, route, calls }) => ({ workspace_id: workspaceId, day, route, calls })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "day", "route"])
        .doUpdateSet({ calls: sql`api_usage.calls + excluded.calls` }),
    )
    .execute()
}

async function readUsage(
  db: Db,
  workspaceId: string,
  from: string | null,
  to: string | null,
): Promise<UsageRow[]> {
  const { rows } = await sql<{ day: string; route: string; calls: string }>`
    select to_char(day, 'YYYY-MM-DD') as day, route, calls
    from api_usage
    where workspace_id = ${workspaceId}
      and (${from}::date is null or day >= ${from}::date)
      and (${to}::date is null or day <= ${to}::date)
    order by api_usage.day desc, route`.execute(db)
  return rows.map(({ day, route, calls }) => ({ day, route, count: Number(calls) }))
}
