import { sendDueRequests } from "../billing/send-due-requests.ts"
import { settleUnknownRequests } from "../billing/settle-unknown-requests.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/**
 * Finds out what became of the requests to billing whose end nobody knows, sends those that are to be tried again, and
 * calls people for what nothing carries out.
 */
export const settleRequests: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not settle requests to billing", async (workspace) => {
      const { database, billing, live, log } = services
      const writer = { database, announce: live.announce }
      const settled = await settleUnknownRequests(writer, billing, workspace)
      const sent = await sendDueRequests(writer, billing, workspace)
      if (settled + sent > 0) log.info({ workspace, settled, sent }, "settled requests to billing")
    }),
}
