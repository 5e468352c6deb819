/** The outbox: mail of a workspace, as `/api/workspaces/:appId/mail` says it. Times are ISO 8601 in UTC. */

export const mailKinds = [
  "invitation",
  "password-reset",
  "export-ready",
  "export-failed",
  "requests-waiting",
  "webhook-failing",
  "alert",
  "weekly-digest",
  "notice",
] as const
export type MailKind = (typeof mailKinds)[number]

export const mailStates = ["queued", "sent", "failed"] as const
export type MailState = (typeof mailStates)[number]

export interface OutboxMail {
  id: string
  to: string
  subject: string
  kind: MailKind
  state: MailState
  /** Its link lets the recipient in as themselves: no colleague may read it. */
  isPersonal: boolean
  /** Its text is there: it was neither sent nor has it expired. */
  isKept: boolean
  /** How often it was tried. */
  attempts: number
  /** Why the last try did not work, in a sentence. */
  lastError: string | null
  /** When it is tried next, or first; null unless it is queued. */
  nextTryAt: string | null
  createdAt: string
  sentAt: string | null
  /** Afterwards it is not sent any more. */
  expiresAt: string
}

/** `GET …/mail?before=&size=`, newest first. */
export interface OutboxPage {
  /** Whether this installation sends mail; else it waits here. */
  isConfigured: boolean
  mails: OutboxMail[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

/** `GET …/mail/:mailId`: what a mail says that was not sent yet. */
export interface MailText {
  id: string
  subject: string
  text: string
  /** A whole document. */
  html: string
}
