import { parseCronItems, run } from "graphile-worker"
import type { JobName } from "../db/job-name.ts"
import { mostAtOnce } from "../export/export-pool.ts"
import { deliverMail } from "./deliver-mail.ts"
import type { Job, JobServices } from "./job.ts"
import { makeExports } from "./make-exports.ts"
import { makeFacetBlocks } from "./make-facet-blocks.ts"
import { pruneChanges } from "./prune-changes.ts"
import { settleSessions } from "./settle-sessions.ts"
import { sweepExports } from "./sweep-exports.ts"
import { tidySignIn } from "./tidy-sign-in.ts"
import { workerLogger } from "./worker-logger.ts"

export interface Jobs {
  stop(): Promise<void>
}

const jobs: Readonly<Record<JobName, Job>> = {
  "deliver-mail": deliverMail,
  "make-exports": makeExports,
  "make-facet-blocks": makeFacetBlocks,
  "prune-changes": pruneChanges,
  "settle-sessions": settleSessions,
  "sweep-exports": sweepExports,
  "tidy-sign-in": tidySignIn,
}

/** Starts the background jobs. */
export async function runJobs(services: JobServices): Promise<Jobs> {
  const options = { backfillPeriod: 0 as const, maxAttempts: 1 }
  const runner = await run({
    pgPool: services.database.pool,
    // exports take long, and must not hold up the others
    concurrency: 2 + mostAtOnce,
    noHandleSignals: true,
    logger: workerLogger(services.log),
    taskList: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, () => job.run(services)])),
    parsedCronItems: parseCronItems(
      Object.entries(jobs)
        .filter(([, { isEachMinute }]) => isEachMinute)
        .map(([task]) => ({ task, match: "* * * * *", options })),
    ),
  })
  return { stop: () => runner.stop() }
}
