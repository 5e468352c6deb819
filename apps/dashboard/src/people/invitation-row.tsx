import type { OpenInvitation } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useState } from "react"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { roleName } from "../parts/role-words.ts"
import { shorten } from "../parts/shorten.ts"
import classes from "./people-list.module.css"
import type { Run } from "./use-people.ts"

interface InvitationRowProps {
  invitation: OpenInvitation
  onResend: (invitation: OpenInvitation) => Promise<void>
  onRevoke: (invitation: OpenInvitation) => Promise<void>
  run: Run
}

/** One invitation: whom, as what, from whom and until when; sent again or taken back. */
export function InvitationRow({ invitation, onResend, onRevoke, run }: InvitationRowProps) {
  const [isBusy, setIsBusy] = useState(false)
  const { email, role, hasExpired } = invitation
  const inviter = readableText(invitation.invitedBy)
  const runOnce = async (what: string, done: string, action: typeof onResend) => {
    if (isBusy) return
    setIsBusy(true)
    await run(`${what} ${email}`, done, action(invitation))
    setIsBusy(false)
  }
  const resend = () =>
    runOnce(
      "resend the invitation of",
      `${email} is invited again; the earlier link no longer works.`,
      onResend,
    )
  const revoke = () =>
    runOnce(
      "revoke the invitation of",
      `The invitation of ${email} is revoked; its link no longer works.`,
      onRevoke,
    )
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <p className={classes.name}>
          <bdi>{email}</bdi>
          {hasExpired && <span className={`${classes.mark} ${classes.expired}`}>Expired</span>}
        </p>
        <p className={classes.note}>
          {roleName(role)} · invited{" "}
          {inviter && (
            <>
              by <bdi>{shorten(inviter, 80)}</bdi>{" "}
            </>
          )}
          <Moment at={invitation.createdAt} /> · {hasExpired ? "expired" : "expires"}{" "}
          <Moment at={invitation.expiresAt} />
        </p>
      </div>
      <div className={classes.actions}>
        <Button
          variant="default"
          aria-label={`Send again the invitation of ${email}`}
          aria-busy={isBusy}
          onClick={() => void resend()}
        >
          Send again
        </Button>
        <Button
          variant="subtle"
          aria-label={`Revoke the invitation of ${email}`}
          aria-busy={isBusy}
          onClick={() => void revoke()}
        >
          Revoke
        </Button>
      </div>
    </li>
  )
}
