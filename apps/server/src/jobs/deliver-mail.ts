import { deliverDueMail } from "../mail/deliver-due-mail.ts"
import { tidyMail } from "../mail/tidy-mail.ts"
import type { Job } from "./job.ts"

/** Sends the mail that is due, where a mail server is configured; else it stays in the outbox. */
export const deliverMail: Job = {
  isEachMinute: true,
  async run({ database, secret, mailer, log }) {
    const now = () => new Date()
    await tidyMail(database.db, now())
    if (!mailer) return
    const { sent, failed, delayed } = await deliverDueMail({ database, secret, mailer, now })
    if (sent > 0) log.info({ sent }, "sent mail")
    if (failed + delayed > 0) log.warn({ failed, delayed }, "could not send mail; the outbox has the reasons")
  },
}
