import { EventEmitter, once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { type Runner, type RunnerOptions, run, type TaskList, type WorkerEvents } from "graphile-worker"
import type { Logger } from "pino"
import { describeError } from "../log/describe-error.ts"

export interface Worker {
  /** Takes no more jobs, and waits for those at work. */
  stop(): Promise<void>
}

const firstWaitMs = 500
const longestWaitMs = 15_000

/** A worker of the library, until it takes no more jobs. */
interface Shift {
  runner: Runner
  /** It takes no more jobs. Those at work go on. */
  isOver: Promise<unknown>
  /** It could not note how a job ended. */
  isBroken: Promise<unknown>
}

/**
 * Runs a worker that is started again whenever it takes no more jobs, as when the database goes away in the middle of one.
 *
 * The end of the worker itself is not waited for. One that could not note how a job ended counts those that end after it
 * twice, and then may wait for ever; no job would run until the server is started again.
 * @throws what keeps the first one from starting
 */
export async function keepWorking(options: RunnerOptions, log: Logger): Promise<Worker> {
  const stopping = new AbortController()
  const { taskList = {}, ...others } = options
  const { tasks, untilDone } = counted(taskList)
  const start = async (): Promise<Shift> => {
    const events: WorkerEvents = new EventEmitter()
    const isOver = once(events, "pool:gracefulShutdown")
    const isBroken = once(events, "pool:fatalError")
    const preset = { worker: heardWhenFailing }
    const runner = await run({ ...others, taskList: tasks, events, preset, noHandleSignals: true })
    const isEnded = runner.promise.catch(() => {})
    return { runner, isOver: Promise.race([isOver, isEnded]), isBroken }
  }
  let shift: Shift | null = await start()
  const startAgain = async (): Promise<Shift | null> => {
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
    while (shift) {
      await shift.isOver
      if (stopping.signal.aborted) return
      log.warn("the background jobs stopped; they are started again")
      shift = await startAgain()
    }
  })()
  return {
    async stop() {
      stopping.abort()
      // one that ended by itself has nothing to stop, and one that broke may never end
      if (shift) await Promise.race([shift.runner.stop().catch(() => {}), shift.isBroken])
      await working
      await untilDone()
    },
  }
}

/** The same tasks, and a wait until none of them is at work, whichever worker began it. */
function counted(taskList: TaskList): { tasks: TaskList; untilDone: () => Promise<unknown> } {
  const atWork = new Set<unknown>()
  const tasks = Object.fromEntries(
    Object.entries(taskList).map(([name, task = () => {}]): [string, NonNullable<typeof task>] => [
      name,
      async (payload, helpers) => {
        const work = Promise.resolve(task(payload, helpers))
        atWork.add(work)
        try {
          return await work
        } finally {
          atWork.delete(work)
        }
      },
    ]),
  )
  return { tasks, untilDone: () => Promise.allSettled(atWork) }
}

/**
 * With a delay, also of nothing, the worker hears when it cannot note how a job ended, and stops in order. Without one
 * that is a rejected promise that nobody hears, which ends the process.
 */
const heardWhenFailing = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }
