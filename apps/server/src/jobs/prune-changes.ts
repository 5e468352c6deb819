import { pruneChanges as prune } from "../session/change/prune-changes.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Keeps 30 days of the change log of every workspace. */
export const pruneChanges: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not prune the change log", async (workspace) => {
      const pruned = await prune(services.database.db, workspace, new Date())
      if (pruned > 0) services.log.info({ workspace, pruned }, "pruned the change log")
    }),
}
