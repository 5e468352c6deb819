import { pruneEvents } from "../billing/events/prune-events.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Once an hour: payments that stay are looked at each time. */
const minute = 17

/** Removes what is known of billing and nothing asks for any longer, of every workspace. */
export const pruneBillingEvents: Job = {
  isEachMinute: true,
  run: async (services) => {
    if (new Date().getUTCMinutes() !== minute) return
    await eachWorkspace(services, "could not prune what is known of billing", async (workspace) => {
      const pruned = await pruneEvents(services.database.db, workspace, new Date())
      if (pruned > 0) services.log.info({ workspace, pruned }, "pruned what is known of billing")
    })
  },
}
