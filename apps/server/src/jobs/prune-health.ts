import { pruneHealth as prune } from "../session/health/prune-health.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Keeps 30 days of what the page Health counts, of every workspace. */
export const pruneHealth: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not prune what the page Health counts", async (workspace) => {
      const pruned = await prune(services.database.db, workspace, new Date())
      if (pruned > 0) services.log.info({ workspace, pruned }, "pruned what the page Health counts")
    }),
}
