import type { Note } from "@holdfast/protocol/dashboard"

/** What of the notes somebody looks at. */
export type NotesStep = { kind: "add" } | { kind: "list" } | { kind: "change" | "delete"; note: Note }
