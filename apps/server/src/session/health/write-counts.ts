import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Problem } from "./problem.ts"

/** How often a problem was met on a day. */
export interface Counted {
  workspaceId: string
  /** In the workspace's time zone. */
  day: string
  problem: Problem
  times: number
  lastAt: Date
}

/** What is beyond them is counted under "everything else": who is wrong in ever new ways fills no table. */
export const mostRowsADay = 300

/**
 * Adds to what is counted of a workspace. Two servers at once may each add as many new rows as there is room for, and no
 * more.
 */
export async function writeCounts(db: Db, workspaceId: string, counted: readonly Counted[]): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(counted, (each) => each.day)) {
    const known = await knownRows(db, workspaceId, day)
    const rows = new Map<string, ReturnType<typeof rowOf>>()
    for (const each of ofDay) {
      const isRoom = known.has(keyOf(rowOf(each))) || known.size < mostRowsADay
      const row = rowOf(isRoom ? each : { ...each, problem: everythingElse(each.problem) })
      const key = keyOf(row)
      if (isRoom) known.add(key)
      const same = rows.get(key)
      rows.set(key, same ? { ...row, times: same.times + row.times } : row)
    }
    await db
      .insertInto("health_count")
      .values([...rows.values()])
      .onConflict((conflict) =>
        conflict
          .columns(["workspace_id", "day", "kind", "route", "client", "version", "field", "why"])
          .doUpdateSet({
            times: sql`health_count.times + excluded.times`,
            example: sql`excluded.example`,
            last_at: sql`greatest(health_count.last_at, excluded.last_at)`,
          }),
      )
      .execute()
  }
}

/** What is counted when there is no more room. */
const everythingElse = ({ kind }: Problem): Problem => ({
  kind,
  route: "",
  client: { name: "", version: "" },
  field: "",
  why: "everything_else",
  example: null,
})

const rowOf = ({ workspaceId, day, problem, times, lastAt }: Counted) => ({
  workspace_id: workspaceId,
  day,
  kind: problem.kind,
  route: problem.route,
  client: problem.client.name,
  version: problem.client.version,
  field: problem.field,
  why: problem.why,
  example: problem.example,
  times,
  last_at: lastAt,
})

type Key = Pick<ReturnType<typeof rowOf>, "kind" | "route" | "client" | "version" | "field" | "why">

const keyOf = ({ kind, route, client, version, field, why }: Key) =>
  JSON.stringify([kind, route, client, version, field, why])

async function knownRows(db: Db, workspaceId: string, day: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("health_count")
    .select(["kind", "route", "client", "version", "field", "why"])
    .where("workspace_id", "=", workspaceId)
    .where("day", "=", sql<Date>`${day}::date`)
    .execute()
  return new Set(rows.map(keyOf))
}
