import { Logger as WorkerLogger } from "graphile-worker"
import type { Logger } from "pino"
import { describeError } from "../log/describe-error.ts"

/**
 * The worker's own lines go to our log: its chatter at debug level, its troubles as they are. It quotes errors, with
 * their stacks, behind a colon or the words below; what it quotes is described instead.
 */
export const workerLogger = (log: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message, meta) => {
    if (level !== "error" && level !== "warning") return log.debug({ from: "jobs" }, withoutQuote(message))
    const error = meta?.error ?? meta?.fatalError
    const said = { from: "jobs", ...(error !== undefined && { error: describeError(error) }) }
    log[level === "error" ? "error" : "warn"](said, withoutQuote(message))
  })

const withoutQuote = (message: string) => message.split(/:\s| with error | after failure |\n/, 1).join("")
