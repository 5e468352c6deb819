import type { Db } from "../db/database.ts"
import type { MailRow } from "../db/schema.ts"

export type UnsentMail = Pick<MailRow, "id" | "recipient" | "subject" | "state" | "created_at" | "last_error">

/** Everything that was not sent, of every workspace and of none, newest first: for whoever runs the server. */
export const listUnsentMail = (db: Db): Promise<UnsentMail[]> =>
  db
    .selectFrom("mail")
    .select(["id", "recipient", "subject", "state", "created_at", "last_error"])
    .where("state", "!=", "sent")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute()
