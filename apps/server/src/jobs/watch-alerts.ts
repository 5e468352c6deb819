import { watchAlerts as watch } from "../insight/alert/watch-alerts.ts"
import type { Job } from "./job.ts"

/** Reads each alert every hour, and tells of those that begin or end. */
export const watchAlerts: Job = {
  isEachMinute: true,
  async run({ database, billing, log }) {
    const told = await watch({ db: database.db, teller: billing.teller, log, now: new Date() })
    if (told > 0) log.info({ told }, "told of alerts")
  },
}
