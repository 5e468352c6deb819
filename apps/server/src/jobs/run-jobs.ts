import { sql } from "kysely"
import type { JobName } from "../db/job-name.ts"
import { mostAtOnce } from "../export/export-pool.ts"
import { describeError } from "../log/describe-error.ts"
import { decideBouncesAgain } from "./decide-bounces-again.ts"
import { deliverMail } from "./deliver-mail.ts"
import type { Job, JobServices } from "./job.ts"
import { keepWorking, type Worker } from "./keep-working.ts"
import { makeExports } from "./make-exports.ts"
import { makeFacetBlocks } from "./make-facet-blocks.ts"
import { pruneChanges } from "./prune-changes.ts"
import { pruneHealth } from "./prune-health.ts"
import { removeWorkspaces } from "./remove-workspaces.ts"
import { settleRequests } from "./settle-requests.ts"
import { settleSessions } from "./settle-sessions.ts"
import { sweepExports } from "./sweep-exports.ts"
import { tidySignIn } from "./tidy-sign-in.ts"
import { workerLogger } from "./worker-logger.ts"

const jobs: Readonly<Record<JobName, Job>> = {
  "decide-bounces-again": decideBouncesAgain,
  "deliver-mail": deliverMail,
  "make-exports": makeExports,
  "make-facet-blocks": makeFacetBlocks,
  "prune-changes": pruneChanges,
  "prune-health": pruneHealth,
  "remove-workspaces": removeWorkspaces,
  "settle-requests": settleRequests,
  "settle-sessions": settleSessions,
  "sweep-exports": sweepExports,
  "tidy-sign-in": tidySignIn,
}

const minuteMs = 60_000

/** Starts the background jobs. */
export async function runJobs(services: JobServices): Promise<Worker> {
  const worker = await keepWorking(
    {
      pgPool: services.database.pool,
      // exports take long, and must not hold up the others
      concurrency: 2 + mostAtOnce,
      logger: workerLogger(services.log),
      taskList: Object.fromEntries(
        Object.entries(jobs).map(([name, job]) => [name, () => job.run(services)]),
      ),
    },
    services.log,
  )
  let queueing = queueEachMinute(services)
  const timer = setInterval(() => {
    queueing = queueEachMinute(services)
  }, minuteMs)
  return {
    async stop() {
      clearInterval(timer)
      await queueing
      await worker.stop()
    },
  }
}

const eachMinute = Object.entries(jobs).flatMap(([name, { isEachMinute }]) => (isEachMinute ? [name] : []))

/**
 * Queues the jobs of each minute for now. A timer counts the minute, no clock: one that ran ahead for hours would
 * otherwise have done all of its jobs before their time, or hold them back until it is there again. What waits from
 * the minute before is the same job, also where its time lies ahead.
 */
async function queueEachMinute({ database, log }: JobServices): Promise<void> {
  try {
    // of a worker that was killed: nobody will ever take it up or let it go
    await sql`
      delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at < now() - interval '4 hours'`.execute(database.db)
    await sql`
      select graphile_worker.add_job(name, job_key => 'each minute: ' || name, run_at => now(), max_attempts => 1)
      from unnest(${eachMinute}::text[]) as name`.execute(database.db)
  } catch (error) {
    log.warn(
      { error: describeError(error) },
      "could not queue the jobs of this minute; the next minute tries again",
    )
  }
}
