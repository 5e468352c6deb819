import { finishRemovals } from "../account/workspace/remove-workspace.ts"
import type { Job } from "./job.ts"

/** Removes what workspaces left that are no more, where the command that removed them did not come to its end. */
export const removeWorkspaces: Job = {
  isEachMinute: true,
  async run({ database, recordings, log }) {
    const removed = await finishRemovals(database.db, recordings.storage, new Date())
    if (removed > 0) log.info({ removed }, "removed what workspaces left")
  },
}
