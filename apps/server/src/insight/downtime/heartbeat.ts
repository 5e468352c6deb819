import type { Kysely } from "kysely"
import type { Logger } from "pino"
import type { Tables } from "../../db/schema.ts"
import { writeEvery } from "../../db/write-every.ts"
import { describeError } from "../../log/describe-error.ts"
import { beat } from "./beat.ts"

/** Says each minute that this server is there. */
export interface Heartbeat {
  /** From now on it is. */
  start(): void
  /** Says it a last time, where it ever did, so that a planned stop is known to the second. */
  close(): Promise<void>
}

const minuteMs = 60_000

/**
 * By a timer of its own, and not as a job: a long job that holds the others up is no outage.
 * @param db with limits of time, so that one that hangs does not keep the next minute from saying it
 */
export function createHeartbeat(db: Kysely<Tables>, log: Pick<Logger, "warn">): Heartbeat {
  let isThere = false
  const { flush, close } = writeEvery(
    minuteMs,
    () => isThere,
    async () => {
      try {
        const away = await beat(db)
        if (away) log.warn(away, "Holdfast was away; the figures have a hole there")
      } catch (error) {
        log.warn(
          { error: describeError(error) },
          "could not write down that this server is there; the next minute tries again",
        )
      }
    },
  )
  return {
    start() {
      isThere = true
      void flush()
    },
    close,
  }
}
