import type { Note, Span } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { notesQuery } from "../../../api/notes.ts"
import { PageFault } from "../../../parts/page-fault.tsx"
import { readableText } from "../../../parts/readable-text.ts"
import { usePlace } from "../../../shell/workspace.ts"
import { clockTime } from "../../../time/exact-time.ts"
import { unitWords } from "../time-words.ts"
import { noteDay } from "./note-day.ts"
import classes from "./notes.module.css"
import type { NotesStep } from "./notes-step.ts"

interface NoteListProps {
  span: Span
  timeZone: string
  onStep: (step: NotesStep) => void
}

/** The notes of the days that are shown, with what this person may do to each. */
export function NoteList({ span, timeZone, onStep }: NoteListProps) {
  const { appId } = usePlace().workspace
  const query = useQuery(notesQuery(appId, span))
  const { data, error } = query
  return (
    <>
      {error && (
        <PageFault
          error={error}
          what="load the notes"
          isStale={data !== undefined}
          isSmall
          isTrying={query.isFetching}
          onTryAgain={() => void query.refetch()}
        />
      )}
      {!data && !error && <p>Loading the notes…</p>}
      {data?.length === 0 && <p>Nothing is noted in these days.</p>}
      {data && data.length > 0 && (
        <ul className={classes.list} aria-label="Notes">
          {data.map((note) => (
            <li key={note.id} className={classes.note}>
              <p className={classes.words}>
                <bdi>{readableText(note.text) ?? "(unreadable)"}</bdi>
              </p>
              <p className={classes.about}>{aboutWords(note, timeZone)}</p>
              {note.mayChange && (
                <div className={classes.ways}>
                  {(["change", "delete"] as const).map((kind) => (
                    <Button
                      key={kind}
                      variant="subtle"
                      size="compact-xs"
                      fw={400}
                      aria-label={`${kind === "change" ? "Change" : "Delete"} the note “${readableText(note.text) ?? "(unreadable)"}”`}
                      onClick={() => onStep({ kind, note })}
                    >
                      {kind === "change" ? "Change" : "Delete"}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** `31 August 2026, by Ada`; of an instant with its time where the viewer is. */
function aboutWords(note: Note, timeZone: string): string {
  const day = unitWords(noteDay(note, timeZone), "day")
  const time = note.day === null ? `, ${clockTime(new Date(note.at))}` : ""
  const { kind, name } = note.author
  const who = name === null ? "somebody who is gone" : (readableText(name) ?? "(unreadable)")
  return `${day}${time}, by ${kind === "key" ? `the key ${who}` : who}`
}
