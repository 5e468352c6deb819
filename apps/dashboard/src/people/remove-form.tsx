import type { Member } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import dialog from "../parts/dialog.module.css"
import { problemWords } from "../parts/problem-words.ts"
import { usePlace } from "../shell/workspace.ts"
import { personName } from "./person-name.ts"

interface RemoveFormProps {
  member: Member
  onRemove: () => Promise<void>
  onClose: () => void
}

/** Asks once more before a person is removed, and says all that it does. */
export function RemoveForm({ member, onRemove, onClose }: RemoveFormProps) {
  const { workspace } = usePlace()
  const removing = useMutation({ mutationFn: onRemove })
  const name = personName(member)
  return (
    <div className={dialog.form}>
      <p>
        <bdi>{name}</bdi>
        {name !== member.email && (
          <>
            {" "}
            (<bdi>{member.email}</bdi>)
          </>
        )}{" "}
        loses <bdi>{workspace.name}</bdi> and is signed out everywhere, at once. Other workspaces of theirs
        stay: they sign in again there.
      </p>
      {member.role === "admin" && <p>Invitations that they sent and that are still open are taken back.</p>}
      {removing.isError && (
        <p role="alert" className={dialog.problem}>
          {faultOf(removing.error)}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep them
        </Button>
        <Button color="red.9" loading={removing.isPending} onClick={() => removing.mutate()}>
          Remove and sign out
        </Button>
      </div>
    </div>
  )
}

function faultOf(error: Error): string {
  const { title, advice } = problemWords(error, "remove this person")
  return `${title} ${advice}`
}
