import type { Member } from "@holdfast/protocol/dashboard"
import { ConfirmForm } from "../parts/confirm-form.tsx"
import { usePlace } from "../shell/workspace.ts"
import { PersonWords } from "./person-words.tsx"

interface RemoveFormProps {
  member: Member
  onRemove: () => Promise<void>
  onClose: () => void
}

/** Asks once more before a person is removed, and says all that it does. */
export function RemoveForm({ member, onRemove, onClose }: RemoveFormProps) {
  const { workspace } = usePlace()
  return (
    <ConfirmForm
      what="remove this person"
      label="Remove and sign out"
      keepLabel="Keep them"
      isHarsh
      onConfirm={onRemove}
      onClose={onClose}
    >
      <p>
        <PersonWords member={member} /> loses <bdi>{workspace.name}</bdi> and is signed out everywhere, at
        once. Other workspaces of theirs stay: they sign in again there.
      </p>
      {member.role === "admin" && <p>Invitations that they sent and that are still open are taken back.</p>}
    </ConfirmForm>
  )
}
