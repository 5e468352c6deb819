import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { lockTest, writePassed } from "./ab-test-change.ts"
import { testAt } from "./test-at.ts"

/**
 * Writes down what time did to a workspace's tests. What was missed while no server ran is written with the moments at which
 * it happened.
 * @returns how many tests went on
 */
export async function advanceAbTests(db: Kysely<Tables>, workspaceId: string, now: Date): Promise<number> {
  const due = await db
    .selectFrom("ab_test")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("state", "in", ["enrolling", "tracking"])
    .where("enrolment_ends_at", "<=", now)
    .execute()
  let advanced = 0
  for (const { id } of due) {
    const isWritten = await db.transaction().execute(async (trx) => {
      const stored = await lockTest(trx, workspaceId, id)
      return stored ? writePassed(trx, workspaceId, testAt(stored, now), now) : false
    })
    if (isWritten) advanced++
  }
  return advanced
}
