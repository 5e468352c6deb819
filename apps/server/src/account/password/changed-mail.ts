import type { Db } from "../../db/database.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { momentInWords } from "../../mail/moment-in-words.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import type { Secret } from "../secret.ts"

/** Of an older change nobody needs to hear any more. */
const tellsForMs = 7 * 24 * 3600_000

export interface PasswordChange {
  email: string
  /** Where it was done from. */
  address: string
  /** Public base URL. */
  url: string
  now: Date
}

/** Mails a person that their password was changed, in the transaction that changes it: it may not have been them. */
export async function mailPasswordChange(
  db: Db,
  secret: Secret,
  { email, address, url, now }: PasswordChange,
): Promise<void> {
  const content = mailContent({
    subject: "Your Holdfast password was changed",
    paragraphs: [
      `The password of ${email} was changed on ${momentInWords(now)}, from the address ${address}.`,
      "If it was you, there is nothing to do. If it was not, choose another one at once: that ends all logins.",
    ],
    action: { label: "Choose another password", url: `${url}/forgot-password` },
  })
  const expiresAt = new Date(now.getTime() + tellsForMs)
  const mail = {
    workspaceId: null,
    kind: "notice",
    to: email,
    content,
    isPersonal: false,
    expiresAt,
  } as const
  await queueMail(db, secret, mail, now)
}
