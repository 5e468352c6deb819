import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** Longer than the page shows, so that no zone's day is missing. */
const keptDays = 30

/** A day without the billing is marked beside the figures, which look back for years. It is a few rows at most. */
const keptDaysOfBilling = 1100

/** @returns how many rows of the workspace were too old to keep */
export async function pruneHealth(db: Db, workspaceId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from health_count
    where workspace_id = ${workspaceId} and day < ${now.toISOString()}::date -
      case kind when 'without_billing' then ${keptDaysOfBilling}::integer else ${keptDays}::integer end`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
