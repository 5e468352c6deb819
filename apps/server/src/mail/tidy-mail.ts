import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { notHeld } from "./not-held.ts"

/** How long the outbox remembers what was sent, or was not. */
const rememberedMs = 90 * 24 * 3600_000

/**
 * Ends the mails that were not sent in time: what they say is of no use any more, and is forgotten. Forgets whole mails
 * that ended long ago. A mail that is being sent at this moment is left alone.
 */
export async function tidyMail(db: Db, now: Date): Promise<void> {
  await db
    .updateTable("mail")
    .set({
      state: "failed",
      sealed: null,
      last_error: sql`'It expired before it was sent.' || coalesce(' The last try: ' || last_error, '')`,
    })
    .where("state", "!=", "sent")
    .where("sealed", "is not", null)
    .where("expires_at", "<=", now)
    .where(notHeld(now))
    .execute()
  const old = new Date(now.getTime() - rememberedMs)
  await db
    .deleteFrom("mail")
    .where("sealed", "is", null)
    .where(sql`coalesce(sent_at, expires_at)`, "<", old)
    .execute()
}
