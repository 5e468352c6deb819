import type pg from "pg"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import type { JobName } from "../db/job-name.ts"
import { type OnIdleError, openPool } from "../db/open-pool.ts"
import { mostAtOnce } from "../export/export-pool.ts"
import { advanceTests } from "./advance-tests.ts"
import { askBilling } from "./ask-billing.ts"
import { checkFigures } from "./check-figures.ts"
import { decideBouncesAgain } from "./decide-bounces-again.ts"
import { deliverMail } from "./deliver-mail.ts"
import type { Job, JobServices } from "./job.ts"
import { keepWorking, type Worker } from "./keep-working.ts"
import { makeExports } from "./make-exports.ts"
import { makeFacetBlocks } from "./make-facet-blocks.ts"
import { pruneBillingEvents } from "./prune-billing-events.ts"
import { pruneChanges } from "./prune-changes.ts"
import { pruneHealth } from "./prune-health.ts"
import { queueEachMinute } from "./queue-each-minute.ts"
import { readBilling } from "./read-billing.ts"
import { removeWorkspaces } from "./remove-workspaces.ts"
import { sendDigests } from "./send-digests.ts"
import { settleRequests } from "./settle-requests.ts"
import { settleSessions } from "./settle-sessions.ts"
import { sweepExports } from "./sweep-exports.ts"
import { tendRecordings } from "./tend-recordings.ts"
import { tendWebhooks } from "./tend-webhooks.ts"
import { tidySignIn } from "./tidy-sign-in.ts"
import { watchAlerts } from "./watch-alerts.ts"
import { workerLogger } from "./worker-logger.ts"

const jobs: Readonly<Record<JobName, Job>> = {
  "advance-ab-tests": advanceTests,
  "ask-billing": askBilling,
  "check-figures": checkFigures,
  "decide-bounces-again": decideBouncesAgain,
  "deliver-mail": deliverMail,
  "make-exports": makeExports,
  "make-facet-blocks": makeFacetBlocks,
  "prune-billing-events": pruneBillingEvents,
  "prune-changes": pruneChanges,
  "prune-health": pruneHealth,
  "read-billing": readBilling,
  "remove-workspaces": removeWorkspaces,
  "send-digests": sendDigests,
  "settle-requests": settleRequests,
  "settle-sessions": settleSessions,
  "sweep-exports": sweepExports,
  "tend-recordings": tendRecordings,
  "tend-webhooks": tendWebhooks,
  "tidy-sign-in": tidySignIn,
  "watch-alerts": watchAlerts,
}

const eachMinute = Object.entries(jobs).flatMap(([name, { isEachMinute }]) => (isEachMinute ? [name] : []))

const minuteMs = 60_000

/** Exports take long, and must not hold up the others. */
const concurrency = 2 + mostAtOnce

/**
 * Connections over which the worker asks for jobs and notes their ends, and is told of new ones. All of that takes a moment: a
 * connection that died in silence is left soon, whatever the jobs themselves wait for.
 */
export const openJobQueue = (
  address: PostgresAddress,
  onIdleError: OnIdleError,
  silenceMs: number,
): pg.Pool => openPool(address, onIdleError, { name: "holdfast jobs", max: concurrency + 2, silenceMs })

/**
 * Starts the background jobs.
 * @param queue of `openJobQueue`
 */
export async function runJobs(queue: pg.Pool, services: JobServices): Promise<Worker> {
  const worker = await keepWorking(
    {
      pgPool: queue,
      concurrency,
      logger: workerLogger(services.log),
      taskList: Object.fromEntries(
        Object.entries(jobs).map(([name, job]) => [name, () => job.run(services)]),
      ),
    },
    services.log,
  )
  let queueing = queueEachMinute(services, eachMinute)
  const timer = setInterval(() => {
    queueing = queueEachMinute(services, eachMinute)
  }, minuteMs)
  return {
    async stop() {
      clearInterval(timer)
      await queueing
      await worker.stop()
    },
  }
}
