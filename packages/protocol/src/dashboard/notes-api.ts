/** What people and programs note beside the figures, at the time that it is about. Times are ISO 8601 in UTC. */
export interface Note {
  id: string
  /** Of a whole day, its first instant. */
  at: string
  /** `2026-08-31` in the workspace's time zone, where the note is of a whole day. */
  day: string | null
  text: string
  /** `name` is null for a person who is gone. */
  author: { kind: "person" | "key"; name: string | null }
  /** Whether the person who asks may change and delete it: its author may, and owners and admins. */
  mayChange: boolean
  createdAt: string
  updatedAt: string
}

/**
 * `GET /api/workspaces/:appId/insights/notes`, with `from` (inclusive) and `to` (exclusive): the oldest first, and of more than
 * a hundred the newest.
 */
export interface Notes {
  notes: Note[]
}

/** `POST` to the same path, which answers 201 and the `Note`. */
export interface NewNote {
  /** A day of the workspace, such as `2026-08-31`, or an instant. */
  at: string
  /** 1 to 500 characters, on one line. */
  text: string
}

/** `PATCH …/notes/:noteId`, which answers the `Note`; `DELETE` answers 204. What is left out stays. */
export type NoteChange = Partial<NewNote>

/** Characters of a note. */
export const mostNoteCharacters = 500
