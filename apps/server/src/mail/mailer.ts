import { createTransport } from "nodemailer"
import type { Config } from "../config.ts"
import { isMailAddress } from "./is-mail-address.ts"
import { type SendFailure, sendFailure } from "./send-failure.ts"
import { smtpOptions } from "./smtp-options.ts"

/** A mail as it goes out. */
export interface OutgoingMail {
  /** Names the mail to every server on its way, so that one that is sent twice is seen to be the same. */
  id: string
  to: string
  subject: string
  text: string
  html: string
  /** Where one click ends mail of this kind, without signing in (RFC 8058); left out where nobody asked for it to come again. */
  unsubscribe?: string
}

export interface Mailer {
  /** Answers null when the server has taken it, and else why not. Throws nothing. */
  send(mail: OutgoingMail): Promise<SendFailure | null>
}

const noAddress: SendFailure = {
  reason: "What it is addressed to is not one email address.",
  isFinal: true,
  isServers: false,
}

/** Speaks to the server of `SMTP_URL`; null where there is none. */
export function createMailer({ smtpUrl, mailFrom }: Pick<Config, "smtpUrl" | "mailFrom">): Mailer | null {
  if (smtpUrl === null) return null
  const options = smtpOptions(smtpUrl)
  const { auth: { user = "", pass = "" } = {} } = options
  const transport = createTransport(options)
  const host = mailFrom.address.slice(mailFrom.address.lastIndexOf("@") + 1)
  return {
    async send({ id, to, subject, text, html, unsubscribe }) {
      // the library would read a list into it
      if (!isMailAddress(to)) return noAddress
      try {
        await transport.sendMail({
          messageId: `<${id}@${host}>`,
          from: mailFrom,
          to: { name: "", address: to },
          envelope: { from: mailFrom.address, to: [to] },
          subject,
          text,
          html,
          headers: {
            // so that no absence notice comes back
            "Auto-Submitted": "auto-generated",
            ...(unsubscribe !== undefined && {
              "List-Unsubscribe": `<${unsubscribe}>`,
              "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }),
          },
        })
        return null
      } catch (error) {
        return sendFailure(error, [pass, user])
      }
    },
  }
}
