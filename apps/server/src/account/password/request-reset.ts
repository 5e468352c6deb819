import type { Database } from "../../db/database.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import type { Secret } from "../secret.ts"
import { makeResetLink } from "./reset-links.ts"

/** Who asks more often gets no more mails, and the same answer. */
const mostMailsAnHour = 3

/**
 * Mails somebody a link that sets a new password, if there is a person with that email. Says nothing of whether there
 * is.
 */
export async function requestReset(
  { db }: Database,
  secret: Secret,
  { email, url, now }: { email: string; url: string; now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // two at once wait for each other here, and so the mails of an hour are counted right
    const person = await trx
      .selectFrom("auth.user")
      .select(["id", "email"])
      .where("email", "=", email.toLowerCase())
      .forUpdate()
      .executeTakeFirst()
    if (!person) return
    const { sent } = await trx
      .selectFrom("auth.password_reset")
      .select(({ fn }) => fn.countAll<string>().as("sent"))
      .where("user_id", "=", person.id)
      .where("origin", "=", "mail")
      .where("created_at", ">", new Date(now.getTime() - 3600 * 1000))
      .executeTakeFirstOrThrow()
    if (Number(sent) >= mostMailsAnHour) return
    const { link, expiresAt } = await makeResetLink(trx, { url, userId: person.id, origin: "mail", now })
    const content = resetMail(person.email, link)
    const mail = { workspaceId: null, kind: "password-reset", to: person.email, isPersonal: true } as const
    await queueMail(trx, secret, { ...mail, content, expiresAt }, now)
  })
}

const resetMail = (email: string, link: string) =>
  mailContent({
    subject: "Reset your Holdfast password",
    paragraphs: [`Somebody asked for a new password for ${email}. If it was you, choose one here.`],
    action: { label: "Choose a new password", url: link },
    notes: [
      "The link works once, within an hour. A new password signs you out everywhere.",
      "If it was not you, there is nothing to do: your password stays as it is.",
    ],
  })
