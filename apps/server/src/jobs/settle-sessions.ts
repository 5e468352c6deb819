import { describeError } from "../log/describe-error.ts"
import { settleSilentSessions } from "../session/report/settle-silent-sessions.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Of many sessions that fail alike, the first tell why. */
const mostDescribed = 5
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
      const described = errors.slice(0, mostDescribed).map(describeError)
      if (errors.length > 0) log.error({ workspace, failed: errors.length, errors: described }, failure)
    }),
}
