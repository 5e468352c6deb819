import type { Span } from "@holdfast/protocol/dashboard"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Dialog } from "../../../parts/dialog.tsx"
import type { Day } from "../../../time/day.ts"
import { DeleteNote } from "./delete-note.tsx"
import { NoteForm } from "./note-form.tsx"
import { NoteList } from "./note-list.tsx"
import type { NotesStep } from "./notes-step.ts"

const titles: Record<NotesStep["kind"], string> = {
  add: "Add a note",
  list: "Notes of these days",
  change: "Change this note",
  delete: "Delete this note?",
}

interface NotesDialogProps {
  /** Null where it is closed. */
  step: NotesStep | null
  onStep: (step: NotesStep | null) => void
  span: Span
  timeZone: string
  /** For a new note. */
  today: Day
}

/** Notes beside the figures: read, written, changed and deleted. What was done is on the chart at once. */
export function NotesDialog({ step, onStep, span, timeZone, today }: NotesDialogProps) {
  const queries = useQueryClient()
  // what is said while the dialog goes away
  const [shown, setShown] = useState<NotesStep>({ kind: "list" })
  if (step && step !== shown) setShown(step)
  const onDone = async () => {
    await Promise.all(["insights", "notes"].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    onStep(shown.kind === "add" ? null : { kind: "list" })
  }
  const onBack = () => onStep(shown.kind === "add" ? null : { kind: "list" })
  return (
    <Dialog title={titles[shown.kind]} isOpen={step !== null} onClose={() => onStep(null)} size={520}>
      {shown.kind === "list" && <NoteList span={span} timeZone={timeZone} onStep={onStep} />}
      {shown.kind === "delete" && <DeleteNote note={shown.note} onDone={onDone} onBack={onBack} />}
      {(shown.kind === "add" || shown.kind === "change") && (
        <NoteForm
          note={shown.kind === "change" ? shown.note : null}
          {...{ timeZone, today, onDone, onBack }}
        />
      )}
    </Dialog>
  )
}
