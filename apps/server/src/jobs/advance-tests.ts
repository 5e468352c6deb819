import { advanceAbTests } from "../flow/ab-test/advance-ab-tests.ts"
import { eachWorkspace } from "./each-workspace.ts"
import type { Job } from "./job.ts"

/** Writes down what time did to A/B tests: enrolments and trackings that are over. */
export const advanceTests: Job = {
  isEachMinute: true,
  run: (services) =>
    eachWorkspace(services, "could not move A/B tests on", async (workspace) => {
      const { database, log } = services
      const advanced = await advanceAbTests(database.db, workspace, new Date())
      if (advanced > 0) log.info({ workspace, advanced }, "moved A/B tests on")
    }),
}
