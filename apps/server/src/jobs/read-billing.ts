import { readBilling as read } from "../billing/events/read-billing.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Catches up on what happened at the billing systems of every workspace, and asks how their subscriptions stand. */
export const readBilling: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not read what happened at a billing system", async (workspace) => {
      const { caughtUp, written } = await read(services.database, services.billing, workspace)
      if (caughtUp + written > 0) services.log.info({ workspace, caughtUp, written }, "read a billing system")
    }),
}
