import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { leaveWorkspace } from "../api/people.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { usePlace } from "./workspace.ts"

interface LeaveDialogProps {
  isOpen: boolean
  onClose: () => void
  onClosed: () => void
}

/** Asks once more before a person leaves; a fresh page then, so that nothing that was read stays in memory. */
export function LeaveDialog({ isOpen, onClose, onClosed }: LeaveDialogProps) {
  const { workspace } = usePlace()
  const leaving = useMutation({
    mutationFn: () => leaveWorkspace(workspace.appId),
    onSuccess: () => location.assign("/"),
  })
  return (
    <Dialog title="Leave this workspace?" isOpen={isOpen} onClose={onClose} onClosed={onClosed}>
      <div className={dialog.form}>
        <p>
          You lose <bdi>{workspace.name}</bdi> at once, and come back only when you are invited again. You
          stay signed in.
        </p>
        {leaving.isError && (
          <p role="alert" className={dialog.problem}>
            {faultOf(leaving.error)}
          </p>
        )}
        <div className={dialog.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Stay
          </Button>
          <Button color="red.9" loading={leaving.isPending} onClick={() => leaving.mutate()}>
            Leave workspace
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function faultOf(error: Error): string {
  const { title, advice } = problemWords(error, "let you leave")
  return `${title} ${advice}`
}
