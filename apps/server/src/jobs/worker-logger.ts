import { Logger as WorkerLogger } from "graphile-worker"
import type { Logger } from "pino"

/** The worker's own lines go to our log: its chatter at debug level, its troubles as they are. */
export const workerLogger = (log: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === "error" || level === "warning")
      log[level === "error" ? "error" : "warn"]({ from: "jobs" }, message)
    else log.debug({ from: "jobs" }, message)
  })
