import { checkNightly } from "../session/verify/check-nightly.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Each night, whether every kept figure of a workspace is what its sessions say. */
export const checkFigures: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not check the figures", async (workspace) => {
      const { database, log } = services
      const check = await checkNightly(database.db, workspace, new Date())
      if (check === null) return
      if (check.differing > 0)
        log.error({ workspace, ...check }, "kept figures are not what the sessions say")
      else log.info({ workspace, ...check }, "checked the figures")
    }),
}
