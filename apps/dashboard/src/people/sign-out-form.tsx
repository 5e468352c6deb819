import type { Member } from "@holdfast/protocol/dashboard"
import { ConfirmForm } from "../parts/confirm-form.tsx"
import { PersonWords } from "./person-words.tsx"

interface SignOutFormProps {
  member: Member
  onSignOut: () => Promise<void>
  onClose: () => void
}

/** Asks once more before all logins of a person end, and says all that it does. */
export function SignOutForm({ member, onSignOut, onClose }: SignOutFormProps) {
  return (
    <ConfirmForm
      what="sign this person out"
      label="Sign out everywhere"
      keepLabel="Leave them signed in"
      isHarsh
      onConfirm={onSignOut}
      onClose={onClose}
    >
      <p>
        <PersonWords member={member} /> is signed out in every browser, at once. They keep their role, and can
        sign in again, here and in other workspaces of theirs.
      </p>
    </ConfirmForm>
  )
}
