import type { GivenRole } from "@holdfast/protocol"
import { type MailContent, mailContent } from "../../mail/mail-content.ts"

export interface InvitationWords {
  inviterName: string
  inviterEmail: string
  workspaceName: string
  role: GivenRole
  link: string
  expiresAt: Date
}

const articles: Record<GivenRole, string> = {
  admin: "an Admin",
  developer: "a Developer",
  member: "a Member",
  viewer: "a Viewer",
}

/** What an invited person reads. */
export function invitationMail(words: InvitationWords): MailContent {
  const { inviterName, inviterEmail, workspaceName } = words
  const inviter = inviterName.trim() || inviterEmail
  const until = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(words.expiresAt)
  return mailContent({
    subject: `${inviter} invites you to ${workspaceName}`,
    paragraphs: [
      `${inviter} (${inviterEmail}) invites you to the workspace ${workspaceName} on Holdfast, as ${articles[words.role]}.`,
    ],
    action: { label: "Look at the invitation", url: words.link },
    notes: [
      `The link works once, for this address alone, until ${until} UTC.`,
      "If you did not expect it, do nothing: without you nothing happens.",
    ],
  })
}
