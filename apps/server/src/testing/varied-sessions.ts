import type { Database } from "../db/database.ts"
import { seedDemo } from "../demo/seed-demo.ts"
import { pastTheLog } from "./change-log-guard.ts"
import { newestFirst, type StoredSession } from "./naive-filter.ts"

/**
 * The demo's sessions, with what the demo has too little of: A/B tests, sessions that nobody vouched for, currencies in
 * either case, and pauses of half a month. Answers what the table holds.
 */
export async function seedVaried(database: Database, workspaceId: string): Promise<StoredSession[]> {
  await seedDemo(database, workspaceId, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
  const sessions = await database.db.selectFrom("session").selectAll().execute()
  const change = (every: number, columns: Partial<StoredSession>, from = sessions) =>
    pastTheLog(database, (trx) =>
      trx
        .updateTable("session")
        .set(columns as object)
        .where("workspace_id", "=", workspaceId)
        .where(
          "id",
          "in",
          from.filter((_, i) => i % every === 0).map(({ id }) => id),
        )
        .execute(),
    )
  await change(5, { abtest: "test-1", abtest_arm: "control" })
  await change(10, { abtest_arm: "variant" })
  await change(7, { abtest: "test-2" })
  await change(11, { verified: false })
  await change(3, { currency: "EUR" })
  await change(
    3,
    { pause_duration: 1.5 },
    sessions.filter((session) => session.offer_type === "PAUSE"),
  )
  return newestFirst(await database.db.selectFrom("session").selectAll().execute())
}
