import type { SentInvitation } from "@holdfast/protocol/dashboard"
import { Button, TextInput } from "@mantine/core"
import { CopyButton } from "../parts/copy-button.tsx"
import dialog from "../parts/dialog.module.css"
import { usePlace } from "../shell/workspace.ts"
import { dayAndTime } from "../time/exact-time.ts"

/** That an invitation is on its way, and its link, this once. */
export function SentInvitationNote({ sent, onClose }: { sent: SentInvitation; onClose: () => void }) {
  const { isMailConfigured } = usePlace().me
  const { email, expiresAt } = sent.invitation
  return (
    <div className={dialog.form}>
      <p>
        {isMailConfigured
          ? `A mail with the link is on its way to ${email}. You can hand it over yourself, too.`
          : `Mail is not configured, so nothing is sent: hand the link over to ${email} yourself.`}
      </p>
      <TextInput
        label="Link"
        description={`Shown this once. It works once, until ${dayAndTime(new Date(expiresAt))}. Whoever opens it joins as ${email}: give it to nobody else.`}
        readOnly
        value={sent.link}
        onFocus={(event) => event.currentTarget.select()}
        rightSection={<CopyButton text={sent.link} what="link" />}
      />
      <div className={dialog.buttons}>
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
