import type { Member, SentInvitation } from "@holdfast/protocol/dashboard"
import { Dialog } from "../parts/dialog.tsx"
import { HandOverForm } from "./hand-over-form.tsx"
import { InviteForm } from "./invite-form.tsx"
import { personName } from "./person-name.ts"
import { RemoveForm } from "./remove-form.tsx"
import { SentInvitationNote } from "./sent-invitation-note.tsx"
import { SignOutForm } from "./sign-out-form.tsx"
import type { PeopleState } from "./use-people.ts"

export type PeopleDialog =
  | { kind: "invite" }
  | { kind: "sent"; sent: SentInvitation }
  | { kind: "remove"; member: Member }
  | { kind: "sign-out"; member: Member }
  | { kind: "hand-over" }

interface PeopleDialogsProps {
  dialog: PeopleDialog
  isOpen: boolean
  state: PeopleState
  /** What is asked or said next, in the same dialog. */
  onDialog: (dialog: PeopleDialog) => void
  /** Over, and this was done. */
  onDone: (news: string) => void
  onClose: () => void
}

/** Everything the page about people asks. */
export function PeopleDialogs({ dialog, isOpen, state, onDialog, onDone, onClose }: PeopleDialogsProps) {
  return (
    <Dialog title={titleOf(dialog)} isOpen={isOpen} onClose={onClose}>
      {dialog.kind === "invite" && (
        <InviteForm
          onInvite={async (invitation) => onDialog({ kind: "sent", sent: await state.invite(invitation) })}
          onClose={onClose}
        />
      )}
      {dialog.kind === "sent" && <SentInvitationNote sent={dialog.sent} onClose={onClose} />}
      {dialog.kind === "remove" && (
        <RemoveForm
          member={dialog.member}
          onRemove={async () => {
            await state.remove(dialog.member)
            onDone(`${personName(dialog.member)} is removed and signed out.`)
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "sign-out" && (
        <SignOutForm
          member={dialog.member}
          onSignOut={async () => {
            await state.signOut(dialog.member)
            onDone(`${personName(dialog.member)} is signed out everywhere.`)
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "hand-over" && (
        <HandOverForm
          people={state.people.data ?? []}
          onHandOver={async (heir, password) => {
            await state.handOver({ personId: heir.id, password })
            onDone(`${personName(heir)} is the owner now, and you are an Admin.`)
          }}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function titleOf(dialog: PeopleDialog): string {
  switch (dialog.kind) {
    case "invite":
      return "Invite a person"
    case "sent":
      return `${dialog.sent.invitation.email} is invited`
    case "remove":
      return `Remove ${personName(dialog.member)}?`
    case "sign-out":
      return `Sign out ${personName(dialog.member)} everywhere?`
    case "hand-over":
      return "Hand over ownership"
  }
}
