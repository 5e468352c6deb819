import { judgeEndpoints, pruneDeliveries } from "../webhook/tend-webhooks.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Tells of webhook endpoints that fail, turns those off that have failed for days, and keeps 30 days of deliveries. */
export const tendWebhooks: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not tend the webhooks", async (workspace) => {
      const { database, billing, log } = services
      await judgeEndpoints(database.db, billing.teller, workspace, new Date())
      const pruned = await pruneDeliveries(database.db, workspace, new Date())
      if (pruned > 0) log.info({ workspace, pruned }, "pruned the deliveries of webhooks")
    }),
}
