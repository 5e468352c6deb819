import type { ImportNote } from "../session/import/import-note.ts"

/** Keys of customers' own attributes may differ in every record. */
const mostNames = 50

interface Line {
  field: string
  sessions: number
  /** The first one that it was left out of; null where it stands for many fields. */
  first: ImportNote | null
  /** The record that was counted last: a list may have the field many times. */
  lastRecord: number
}

/** How many sessions each field was left out of. Beyond so many fields the rest is counted as one. */
export class FieldTally {
  #lines = new Map<string, Line>()
  #others: Line = { field: "other fields", sessions: 0, first: null, lastRecord: 0 }

  add(note: ImportNote): void {
    const line = this.#lineOf(note)
    if (line.lastRecord !== note.place.record) line.sessions++
    line.lastRecord = note.place.record
  }

  /** The most frequent first. */
  most(): readonly Readonly<Line>[] {
    const lines = [...this.#lines.values()].sort((a, b) => b.sessions - a.sessions)
    return this.#others.sessions > 0 ? [...lines, this.#others] : lines
  }

  #lineOf(note: ImportNote): Line {
    const field = note.field ?? ""
    const known = this.#lines.get(field)
    if (known) return known
    if (this.#lines.size >= mostNames) return this.#others
    const line = { field, sessions: 0, first: note, lastRecord: 0 }
    this.#lines.set(field, line)
    return line
  }
}
