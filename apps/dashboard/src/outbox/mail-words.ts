import type { MailKind, OutboxMail } from "@holdfast/protocol/dashboard"

const kinds: Record<MailKind, string> = {
  invitation: "Invitation",
  "password-reset": "Password reset",
  "export-ready": "Export",
  "export-failed": "Export",
  "requests-waiting": "Requests",
  "webhook-failing": "Webhooks",
  alert: "Alert",
  "weekly-digest": "Weekly mail",
  notice: "Notice",
}

/** What a mail is about. */
export const mailKindWords = (kind: MailKind): string => kinds[kind]

/** How a mail stands, in a word. */
export const mailStateWords = ({ state }: OutboxMail): string =>
  ({ queued: "Waiting", sent: "Sent", failed: "Not sent" })[state]

/** How often a mail was tried; nothing where that says nothing. */
export function triedWords({ attempts, state }: OutboxMail): string | null {
  if (attempts === 0 || (state === "sent" && attempts === 1)) return null
  return attempts === 1 ? "tried once" : `tried ${attempts} times`
}
