import { dayIn } from "@holdfast/protocol"
import type { HealthReport } from "@holdfast/protocol/dashboard"
import { healthDays } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { readFigureCheck } from "../verify/read-figure-check.ts"

/** What was counted for a workspace in the last days, what was met most often first. */
export async function readHealth(
  db: Db,
  workspace: { id: string; timeZone: string },
  now: Date,
): Promise<HealthReport> {
  const until = dayIn(workspace.timeZone, now)
  const { rows } = await sql<HealthReport["problems"][number]>`
    select kind, route, client, version, field, why,
      (array_agg(example order by last_at desc))[1] as example,
      sum(times)::float8 as times,
      to_char(min(day), 'YYYY-MM-DD') as "firstDay",
      max(last_at) as "lastAt"
    from health_count
    where workspace_id = ${workspace.id} and day > ${until}::date - ${healthDays}::integer
    group by kind, route, client, version, field, why
    order by times desc, "lastAt" desc, kind, field, why
    limit 500`.execute(db)
  return { days: healthDays, problems: rows, figures: await readFigureCheck(db, workspace.id) }
}
