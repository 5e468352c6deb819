import { recordAudit } from "../account/audit/record-audit.ts"
import { loadSecret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import { isUuid } from "../db/uuid.ts"
import { listUnsentMail, type UnsentMail } from "../mail/list-unsent-mail.ts"
import { unsealMail } from "../mail/unseal-mail.ts"
import { CommandError, withDatabase } from "./with-database.ts"

/**
 * `holdfast mail`: what was not sent, of all workspaces; with an id, what that mail says. The way in where no mail server
 * is configured, and for mails that nobody may read in the dashboard.
 */
export const readMail = (id: string | undefined): Promise<number> =>
  withDatabase(async ({ database: { db } }, config) => {
    if (id === undefined) {
      process.stdout.write(mailList(await listUnsentMail(db), config.smtpUrl !== null))
      return 0
    }
    const mail = await mailNamed(db, id)
    const content = unsealMail(loadSecret(config.dataDir, config.secret), mail.sealed)
    if (!content) {
      throw new CommandError(
        mail.sealed
          ? "This mail was written under another secret: bring back HOLDFAST_SECRET, or the file secret.key of the data folder."
          : "This mail was sent or has expired, and what it said is forgotten.",
      )
    }
    if (mail.workspace_id !== null) {
      await recordAudit(db, {
        workspaceId: mail.workspace_id,
        actor: { kind: "command", name: "holdfast mail" },
        action: "mail.read",
        target: { kind: "mail", id: mail.id, name: mail.subject },
        detail: { recipient: mail.recipient },
        at: new Date(),
      })
    }
    process.stdout.write(
      `To       ${line(mail.recipient)}\nSubject  ${line(mail.subject)}\n\n${content.text}`,
    )
    return 0
  })

async function mailNamed(db: Db, id: string) {
  const mail = isUuid(id) && (await db.selectFrom("mail").selectAll().where("id", "=", id).executeTakeFirst())
  if (!mail) throw new CommandError(`There is no mail "${line(id)}"; holdfast mail lists what there is.`)
  return mail
}

/** As a person at the terminal reads it. */
export function mailList(mails: readonly UnsentMail[], isConfigured: boolean): string {
  const lines = mails.flatMap((mail) => [
    `${mail.id}  ${mail.created_at.toISOString()}  ${mail.state === "failed" ? "failed" : "waiting"}`,
    `  ${line(mail.recipient)}: ${line(mail.subject)}`,
    ...(mail.last_error ? [`  ${line(mail.last_error)}`] : []),
  ])
  if (mails.length === 0) lines.push("Every mail was sent, or there was none.")
  if (!isConfigured) lines.push("No mail server is configured (SMTP_URL), so mail waits here.")
  return `${lines.join("\n")}\n`
}

/** What others wrote must not move the cursor of a terminal. */
const line = (text: string) => text.replace(/\p{C}+/gu, " ")
