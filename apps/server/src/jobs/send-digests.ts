import { sendDigests as send } from "../insight/digest/send-digests.ts"
import type { Job } from "./job.ts"

/** Puts the weekly mails that are due on their way. */
export const sendDigests: Job = {
  isEachMinute: true,
  async run({ database, billing, log }) {
    const sent = await send({ db: database.db, teller: billing.teller, log, now: new Date() })
    if (sent > 0) log.info({ sent }, "made weekly mails")
  },
}
