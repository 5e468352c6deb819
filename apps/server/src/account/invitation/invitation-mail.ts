import type { GivenRole } from "@holdfast/protocol/dashboard"
import { type MailContent, mailContent } from "../../mail/mail-content.ts"
import { momentInWords } from "../../mail/moment-in-words.ts"

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
  return mailContent({
    subject: `${inviter} invites you to ${workspaceName}`,
    paragraphs: [
      `${inviter} (${inviterEmail}) invites you to the workspace ${workspaceName} on Holdfast, as ${articles[words.role]}.`,
    ],
    action: { label: "Look at the invitation", url: words.link },
    notes: [
      `The link works once, for this address alone, until ${momentInWords(words.expiresAt)}.`,
      "If you did not expect it, do nothing: without you nothing happens.",
    ],
  })
}
