import { describeErrors } from "../log/describe-error.ts"
import { settleSilentSessions } from "../session/report/settle-silent-sessions.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

const failure = "could not settle sessions"

/** Settles the sessions of every workspace that have been silent for too long. */
export const settleSessions: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, failure, async (workspace) => {
      const { database, live, log } = services
      const writer = { database, announce: live.announce }
      const { settled, errors } = await settleSilentSessions(writer, workspace, new Date())
      if (settled > 0) log.info({ workspace, settled }, "settled silent sessions")
      if (errors.length > 0) log.error({ workspace, ...describeErrors(errors) }, failure)
    }),
}
