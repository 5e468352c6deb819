import type { Selectable } from "kysely"
import type { Secret } from "../account/secret.ts"
import type { Database } from "../db/database.ts"
import type { MailRow } from "../db/schema.ts"
import type { Mailer } from "./mailer.ts"
import { notHeld } from "./not-held.ts"
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
 * Sends what is due, the longest due first. A worker has each mail to itself until the server has answered, so no two send the
 * same one, and one whose worker dies is due again when that time is over. It may then be sent a second time, under the
 * same Message-ID. Where the server itself is the trouble, the rest waits for the next run.
 */
export async function deliverDueMail(delivery: Delivery): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { sent: 0, failed: 0, delayed: 0 }
  for (;;) {
    const mail = await holdNext(delivery)
    if (!mail) return counts
    const failure = await send(delivery, mail)
    await settle(delivery, mail, failure)
    if (failure === null) counts.sent += 1
    else counts[failure.isFinal ? "failed" : "delayed"] += 1
    if (failure?.isServers) return counts
  }
}

/** Far longer than a mail server may take: each step of a delivery ends after 30 seconds of silence at most. */
const heldMs = 5 * 60_000

type HeldMail = Pick<
  Selectable<MailRow>,
  "id" | "recipient" | "subject" | "sealed" | "attempts" | "held_until"
>

function holdNext({ database: { db }, now }: Delivery): Promise<HeldMail | undefined> {
  const at = now()
  const next = db
    .selectFrom("mail")
    .select("id")
    .where("state", "=", "queued")
    .where("due_at", "<=", at)
    .where("expires_at", ">", at)
    .where(notHeld(at))
    .orderBy("due_at")
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable("mail")
    .set({ held_until: new Date(at.getTime() + heldMs) })
    .where("id", "=", next)
    .returning(["id", "recipient", "subject", "sealed", "attempts", "held_until"])
    .executeTakeFirst()
}

/** @returns null when the server has taken it, and else why not */
async function send(
  { secret, mailer }: Delivery,
  { id, recipient, subject, sealed }: HeldMail,
): Promise<SendFailure | null> {
  const content = unsealMail(secret, sealed)
  return content ? await mailer.send({ id, to: recipient, subject, ...content }) : unreadable
}

/** Writes down what became of a mail, unless another worker has it by now. */
async function settle(
  { database: { db }, now }: Delivery,
  mail: HeldMail,
  failure: SendFailure | null,
): Promise<void> {
  const attempts = mail.attempts + 1
  const change = failure
    ? {
        state: failure.isFinal ? ("failed" as const) : ("queued" as const),
        last_error: failure.reason,
        due_at: new Date(now().getTime() + retryDelayMs(attempts)),
      }
    : // its link is in the recipient's hands now, and nowhere else
      { state: "sent" as const, last_error: null, sealed: null, sent_at: now() }
  await db
    .updateTable("mail")
    .set({ ...change, attempts, held_until: null })
    .where("id", "=", mail.id)
    .where("held_until", "=", mail.held_until)
    .execute()
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
