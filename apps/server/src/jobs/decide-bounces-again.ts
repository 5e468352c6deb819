import { decideAgain } from "../session/report/decide-again.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** After an upgrade that changed the bounce rule, decides every workspace's bounces by it. */
export const decideBouncesAgain: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not decide bounces again", async (workspace) => {
      const { database, live, log } = services
      const moved = await decideAgain({ database, announce: live.announce }, workspace, new Date())
      if (moved !== null) log.info({ workspace, moved }, "decided bounces by the present rule")
    }),
}
