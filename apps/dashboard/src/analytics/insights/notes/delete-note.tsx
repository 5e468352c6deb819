import type { Note } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { deleteNote } from "../../../api/notes.ts"
import dialog from "../../../parts/dialog.module.css"
import { faultWords } from "../../../parts/fault-words.ts"
import { readableText } from "../../../parts/readable-text.ts"
import { usePlace } from "../../../shell/workspace.ts"

interface DeleteNoteProps {
  note: Note
  onDone: () => Promise<void>
  onBack: () => void
}

/** Asks once more before a note is deleted. */
export function DeleteNote({ note, onDone, onBack }: DeleteNoteProps) {
  const { appId } = usePlace().workspace
  const deleting = useMutation({ mutationFn: () => deleteNote(appId, note.id), onSuccess: onDone })
  return (
    <div className={dialog.form}>
      <p>
        <bdi>“{readableText(note.text) ?? "(unreadable)"}”</bdi> will be gone for everybody in this workspace.
        The figures stay as they are.
      </p>
      {deleting.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(deleting.error, "delete the note")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onBack}>
          Cancel
        </Button>
        <Button color="red.9" loading={deleting.isPending} onClick={() => deleting.mutate()}>
          Delete note
        </Button>
      </div>
    </div>
  )
}
