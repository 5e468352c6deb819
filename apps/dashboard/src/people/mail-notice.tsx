import { Notice } from "../parts/notice.tsx"

/** Why an invitation does not arrive by itself. */
export function MailNotice() {
  return (
    <Notice tone="caution" title="Mail is not configured.">
      Invitations lie in the outbox, and nobody is sent one. Copy the link of a fresh invitation and hand it
      over yourself, or ask whoever runs Holdfast to set SMTP_URL.
    </Notice>
  )
}
