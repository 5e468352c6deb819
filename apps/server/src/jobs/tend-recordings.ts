import { findRecordingSettings } from "../account/workspaces.ts"
import { describeErrors } from "../log/describe-error.ts"
import { expireRecordings } from "../recording/delete-recordings.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

const failure = "could not tend the recordings"

/** Finishes recordings, deletes those that are older than their workspace keeps, takes away what was deleted, and sweeps their files. */
export const tendRecordings: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, failure, async (workspace) => {
      const { database, recordings, log } = services
      const now = new Date()
      const { finished, errors } = await recordings.finish(workspace, now)
      const settings = await findRecordingSettings(database.db, workspace)
      const expired = await expireRecordings(database.db, workspace, settings?.keepHours ?? null, now)
      const removed = await recordings.removeDeleted(workspace, now)
      const { swept, errors: unswept } = await recordings.sweep(workspace)
      const failed = [...errors, ...unswept]
      if (failed.length > 0) log.error({ workspace, ...describeErrors(failed) }, failure)
      if (finished + expired + removed + swept > 0)
        log.info({ workspace, finished, expired, removed, swept }, "tended the recordings")
    }),
}
