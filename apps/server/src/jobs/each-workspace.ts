import { listWorkspaces } from "../account/workspaces.ts"
import { describeError } from "../log/describe-error.ts"
import type { JobServices } from "./job.ts"

/** Works for every workspace, oldest first. What fails for one is logged, and keeps none of the others waiting. */
export async function eachWorkspace(
  { database, log }: Pick<JobServices, "database" | "log">,
  failed: string,
  work: (workspaceId: string) => Promise<void>,
): Promise<void> {
  for (const { id } of await listWorkspaces(database.db)) {
    try {
      await work(id)
    } catch (error) {
      log.error({ workspace: id, error: describeError(error) }, failed)
    }
  }
}
