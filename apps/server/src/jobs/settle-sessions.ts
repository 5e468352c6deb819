import { listWorkspaces } from "../account/workspaces.ts"
import { settleSilentSessions } from "../session/settle-silent-sessions.ts"
import type { Job } from "./job.ts"

/** Settles the sessions of every workspace that have been silent for too long. */
export const settleSessions: Job = {
  name: "settle-silent-sessions",
  isEachMinute: true,
  async run({ database, live, log }) {
    for (const { id } of await listWorkspaces(database.db)) {
      const { settled, errors } = await settleSilentSessions(database, id, new Date(), live.announce)
      if (settled > 0) log.info({ workspace: id, settled }, "settled silent sessions")
      if (errors.length > 0) log.error({ workspace: id, failed: errors.length }, "could not settle sessions")
    }
  },
}
