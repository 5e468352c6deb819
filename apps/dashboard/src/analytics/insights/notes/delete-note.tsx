import type { Note } from "@holdfast/protocol/dashboard"
import { deleteNote } from "../../../api/notes.ts"
import { ConfirmForm } from "../../../parts/confirm-form.tsx"
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
  const onConfirm = async () => {
    await deleteNote(appId, note.id)
    await onDone()
  }
  return (
    <ConfirmForm label="Delete note" what="delete the note" isHarsh onConfirm={onConfirm} onClose={onBack}>
      <p>
        <bdi>“{readableText(note.text) ?? "(unreadable)"}”</bdi> will be gone for everybody in this workspace.
        The figures stay as they are.
      </p>
    </ConfirmForm>
  )
}
