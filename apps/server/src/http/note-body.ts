import { mostNoteCharacters, type NewNote, type NoteChange } from "@holdfast/protocol/dashboard"
import { type TString, Type } from "typebox"
import { mostNotes, type NoteTime, type NoteValues } from "../insight/note/write-notes.ts"
import { ApiError } from "./api-error.ts"
import { onOneLine } from "./dashboard/visible-name.ts"
import { instant } from "./instant.ts"

const fields = {
  at: Type.String({
    maxLength: 100,
    description: "a day of the workspace, such as 2026-08-31, or an instant, ISO 8601",
  }),
  text: Type.String({
    maxLength: mostNoteCharacters,
    // some character that can be seen
    pattern: "[\\p{L}\\p{N}\\p{P}\\p{S}]",
    accepts: `1 to ${mostNoteCharacters} characters, at least one of them visible`,
    description: `what happened, up to ${mostNoteCharacters} characters`,
  }),
} satisfies Record<keyof NewNote, TString>

export const NewNoteBody = Type.Object(fields, { additionalProperties: false })
export const NoteChangeBody = Type.Partial(Type.Object(fields), { additionalProperties: false })

/** @throws ApiError 422 for an `at` that is neither a day nor an instant */
export function noteValues(sent: NewNote): NoteValues
export function noteValues(sent: NoteChange): Partial<NoteValues>
export function noteValues({ at, text }: NoteChange): Partial<NoteValues> {
  return {
    ...(at !== undefined && { at: timeOf(at) }),
    ...(text !== undefined && { text: onOneLine(text) }),
  }
}

function timeOf(sent: string): NoteTime {
  const at = instant("at", sent)
  if (!at) throw new ApiError(422, "invalid", "at is missing: say when it was.")
  const day = sent.trim()
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : { instant: at }
}

/** @throws ApiError 409 where the workspace has too many, 404 where there is no such note */
export const noteLimits = {
  tooMany(): never {
    throw new ApiError(
      409,
      "too_many_notes",
      `This workspace has ${mostNotes.toLocaleString("en-US")} notes; delete some to keep another.`,
    )
  },
  notFound(): never {
    throw new ApiError(404, "note_not_found", "This workspace has no note with that id.")
  },
}
