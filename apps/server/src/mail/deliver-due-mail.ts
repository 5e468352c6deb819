import type { Secret } from "../account/secret.ts"
import type { Database, Db } from "../db/database.ts"
import type { Mailer } from "./mailer.ts"
import type { SendFailure } from "./send-failure.ts"
import { unsealMail } from "./unseal-mail.ts"

export interface Delivery {
  database: Database
  secret: Secret
  mailer: Mailer
  now: () => Date
}

export interface DeliveryCounts {
  sent: number
  /** Will not be tried again. */
  failed: number
  /** Will be tried again later. */
  delayed: number
}

/**
 * Sends what is due, the longest due first. Each mail is held by a transaction of its own until the server has answered,
 * so no two workers send the same one, and one whose worker dies is due again. It may then be sent a second time, under
 * the same Message-ID. Where the server itself is the trouble, the rest waits for the next run.
 */
export async function deliverDueMail(delivery: Delivery): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { sent: 0, failed: 0, delayed: 0 }
  for (;;) {
    const result = await delivery.database.db.transaction().execute((trx) => deliverNext(trx, delivery))
    if (result === "none due") return counts
    counts[result === "sent" ? "sent" : result.isFinal ? "failed" : "delayed"] += 1
    if (result !== "sent" && result.isServers) return counts
  }
}

async function deliverNext(
  trx: Db,
  { secret, mailer, now }: Delivery,
): Promise<"none due" | "sent" | SendFailure> {
  const mail = await trx
    .selectFrom("mail")
    .select(["id", "recipient", "subject", "sealed", "attempts"])
    .where("state", "=", "queued")
    .where("due_at", "<=", now())
    .where("expires_at", ">", now())
    .orderBy("due_at")
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!mail) return "none due"
  const content = unsealMail(secret, mail.sealed)
  const failure = content
    ? await mailer.send({ id: mail.id, to: mail.recipient, subject: mail.subject, ...content })
    : unreadable
  const attempts = mail.attempts + 1
  const change = failure
    ? {
        state: failure.isFinal ? ("failed" as const) : ("queued" as const),
        last_error: failure.reason,
        due_at: new Date(now().getTime() + retryDelayMs(attempts)),
      }
    : // its link is in the recipient's hands now, and nowhere else
      { state: "sent" as const, last_error: null, sealed: null, sent_at: now() }
  await trx
    .updateTable("mail")
    .set({ ...change, attempts })
    .where("id", "=", mail.id)
    .execute()
  return failure ?? "sent"
}

const unreadable: SendFailure = {
  reason:
    "It was written under another secret: bring back HOLDFAST_SECRET, or the file secret.key of the data folder.",
  isFinal: false,
  isServers: false,
}

const minuteMs = 60_000

/** How long a mail rests after so many tries: a minute, two, four, and so on up to an hour. In milliseconds. */
export const retryDelayMs = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * minuteMs
