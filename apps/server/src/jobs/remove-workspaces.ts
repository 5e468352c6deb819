import { finishRemovals } from "../account/workspace/remove-workspace.ts"
import { describeErrors } from "../log/describe-error.ts"
import type { Job } from "./job.ts"

/** Removes what workspaces left that are no more, where the command that removed them did not come to its end. */
export const removeWorkspaces: Job = {
  isEachMinute: true,
  async run({ database, recordings, log }) {
    const { over, errors } = await finishRemovals(database.db, recordings.storage, new Date())
    if (over > 0) log.info({ removed: over }, "removed what workspaces left")
    if (errors.length > 0) log.error(describeErrors(errors), "could not remove all that workspaces left yet")
  },
}
