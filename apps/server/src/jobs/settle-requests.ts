import { settleUnknownRequests } from "../billing/settle-unknown-requests.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Finds out what became of the requests to billing whose end nobody knows. */
export const settleRequests: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not settle requests to billing", async (workspace) => {
      const { database, billing, log } = services
      const settled = await settleUnknownRequests(database, billing, workspace)
      if (settled > 0) log.info({ workspace, settled }, "settled requests to billing")
    }),
}
