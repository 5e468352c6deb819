import { setTimeout as sleep } from "node:timers/promises"
import { type Runner, type RunnerOptions, run } from "graphile-worker"
import type { Logger } from "pino"
import { describeError } from "../log/describe-error.ts"

export interface Worker {
  stop(): Promise<void>
}

const firstWaitMs = 500
const longestWaitMs = 15_000

/**
 * Runs a worker that is started again whenever it ends by itself, as it does when the database goes away in the middle
 * of a job.
 * @throws what keeps the first one from starting
 */
export async function keepWorking(options: RunnerOptions, log: Logger): Promise<Worker> {
  const stopping = new AbortController()
  const start = () => run({ ...options, preset: { worker: heardWhenFailing }, noHandleSignals: true })
  let runner: Runner | null = await start()
  const startAgain = async (): Promise<Runner | null> => {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return null
      try {
        return await start()
      } catch (error) {
        log.warn({ error: describeError(error) }, "the background jobs cannot start yet")
      }
    }
  }
  const working = (async () => {
    while (runner) {
      await runner.promise.catch(() => {})
      if (stopping.signal.aborted) return
      log.warn("the background jobs stopped; they are started again")
      runner = await startAgain()
    }
  })()
  return {
    async stop() {
      stopping.abort()
      // one that ended by itself has nothing to stop
      await runner?.stop().catch(() => {})
      await working
    },
  }
}

/**
 * With a delay, also of nothing, the worker hears when it cannot note how a job ended, and stops in order. Without one
 * that is a rejected promise that nobody hears, which ends the process.
 */
const heardWhenFailing = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }
