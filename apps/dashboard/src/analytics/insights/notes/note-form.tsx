import { mostNoteCharacters, type Note } from "@holdfast/protocol/dashboard"
import { Button, Textarea, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { addNote, changeNote } from "../../../api/notes.ts"
import dialog from "../../../parts/dialog.module.css"
import { faultWords } from "../../../parts/fault-words.ts"
import { usePlace } from "../../../shell/workspace.ts"
import type { Day } from "../../../time/day.ts"
import { noteDay } from "./note-day.ts"

interface NoteFormProps {
  /** The one to be changed; null for a new one. */
  note: Note | null
  timeZone: string
  /** For a new one. */
  today: Day
  onDone: () => Promise<void>
  onBack: () => void
}

/** Asks for the day and the words of a note. */
export function NoteForm({ note, timeZone, today, onDone, onBack }: NoteFormProps) {
  const { appId } = usePlace().workspace
  const before = note ? noteDay(note, timeZone) : today
  const [day, setDay] = useState(before)
  const [text, setText] = useState(note?.text ?? "")
  const saving = useMutation({
    mutationFn: () =>
      note
        ? // one that has a time keeps it unless it is moved to another day
          changeNote(appId, note.id, { text, ...(day !== before && { at: day }) })
        : addNote(appId, { at: day, text }),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form}>
      <TextInput
        type="date"
        label="Day"
        required
        withAsterisk={false}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        label="What happened"
        description="Such as “Prices went up” or “Newsletter about the new plan”. Everybody in this workspace reads it."
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={mostNoteCharacters}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {saving.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(saving.error, "save the note")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onBack}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={text.trim() === "" || day === ""}>
          {note ? "Save note" : "Add note"}
        </Button>
      </div>
    </form>
  )
}
