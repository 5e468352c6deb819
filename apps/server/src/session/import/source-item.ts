/** Where something stands in a source. */
export interface Place {
  /** Counted from 1; blank lines are none. */
  record: number
  /** Of the file, from 1, where it begins; null where the source is no file. */
  line: number | null
}

/** One thing that a source holds where a record is expected: its value, or why it cannot be read at all. */
export type SourceItem = { place: Place; value: unknown } | { place: Place; problem: string }

/** Where records come from. They can be read once. */
export interface Source {
  /** @throws SourceError when it breaks; what came before is good */
  items: AsyncIterable<SourceItem>
  /** How far into it the reader is; null where its end is not known. In bytes. */
  progress(): { done: number; total: number } | null
}

/** The source broke, or is not what it should be. The message is for the person at the terminal. */
export class SourceError extends Error {}
