import { addMember } from "../apps/server/src/account/people.ts"
import { createWorkspace, newWorkspace } from "../apps/server/src/account/workspaces.ts"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { demoFlows } from "../apps/server/src/demo/demo-flows.ts"
import { seedSessions } from "../apps/server/src/demo/seed-sessions.ts"
import { installFlows } from "../apps/server/src/flow/install-flows.ts"
import type { BenchServer } from "./server.ts"

const name = "Second"
const mostSessions = 300_000

/** Another workspace of the bench's owner, large enough that its export takes a while; made once. @returns its App ID */
export async function secondWorkspace(
  { database: address }: BenchServer,
  worldSessions: number,
): Promise<string> {
  const database = openDatabase(address, () => {})
  try {
    const { db, pool } = database
    const found = await db
      .selectFrom("workspace")
      .select("app_id")
      .where("name", "=", name)
      .executeTakeFirst()
    if (found) return found.app_id
    const now = new Date()
    const workspace = newWorkspace(name, now)
    const sessions = Math.min(mostSessions, Math.round(worldSessions / 4))
    const flows = demoFlows(workspace.id, { until: now, years: 2 })
    await installFlows(db, workspace.id, flows, now)
    await seedSessions(pool, workspace.id, { sessions, seed: 1000, years: 2, until: now, flows })
    const owner = await db
      .selectFrom("member")
      .select("user_id")
      .where("role", "=", "owner")
      .executeTakeFirstOrThrow()
    await addMember(db, workspace.id, owner.user_id, "owner", now)
    await createWorkspace(db, workspace, now)
    await pool.query("vacuum analyze session")
    return workspace.appId
  } finally {
    await database.close()
  }
}
