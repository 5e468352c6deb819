import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionWriter } from "../change/sessions-changed.ts"
import { type ImportNote, noteOf } from "./import-note.ts"
import { jsonLength } from "./json-length.ts"
import type { PlacedSession, Refusal } from "./plan-batch.ts"
import { type CheckRecord, readRecord } from "./read-record.ts"
import type { SourceItem } from "./source-item.ts"
import { writeBatch } from "./write-batch.ts"

/**
 * Sessions to a transaction. It holds the lock of every customer in it, and a PostgreSQL of usual settings has room
 * for some 6,400 locks; twice as many to a batch would save a tenth of the CPU.
 */
const batchSize = 500
/**
 * Nor more than so many characters: a batch travels as one text, of which V8 has none longer than 512 MB, and a single
 * record may have 16 MB.
 */
const batchLength = 8 * 1024 * 1024

/**
 * The planner learns what an empty table is being filled with after so many new sessions, and each time there are
 * so many times more. Without, it took an index by time for the neighbours of customers: 75 s of the server's CPU for
 * 60,000 sessions, 8 s with.
 */
const analyzeFrom = 1000
const analyzeFactor = 8

export interface ImportOptions {
  workspaceId: string
  items: AsyncIterable<SourceItem>
  check: CheckRecord
  /** Of records that name none. */
  mode: Mode
  now: () => Date
  /** Ends the import after the batch that is being written. */
  signal: AbortSignal
  onNote(note: ImportNote): void
  /** Called after every batch. */
  onProgress(counts: ImportCounts): void
}

/** How many records were read, and what became of them. */
export interface ImportCounts {
  read: number
  new: number
  changed: number
  unchanged: number
  /** Left out: they had not ended. */
  inProgress: number
  refused: number
}

/**
 * Takes the records of a source into a workspace, a batch at a time; the next one is read while one is being
 * written. Importing the same again changes nothing, so an import that broke off is simply run once more.
 * Whatever ends it, the records that were read before are written, and counted in `onProgress`.
 * @throws SourceError when the source breaks
 */
export async function importSessions(writer: SessionWriter, options: ImportOptions): Promise<ImportCounts> {
  const { db } = writer.database
  const { workspaceId, items, check, mode, signal, onNote, onProgress } = options
  const counts: ImportCounts = { read: 0, new: 0, changed: 0, unchanged: 0, inProgress: 0, refused: 0 }
  let batch = new Batch()
  let writing: Promise<void> = Promise.resolve()

  const refuse = (refusal: Refusal) => {
    counts.refused++
    onNote({ kind: "refused", ...refusal })
  }
  const take = (item: SourceItem) => {
    const { place } = item
    counts.read++
    if ("problem" in item) return refuse({ place, id: null, reason: `It ${item.problem}.` })
    const reading = readRecord(item.value, check, mode)
    if (reading.kind === "refused") return refuse({ place, id: reading.id, reason: reading.reason })
    if (reading.kind === "inProgress") {
      counts.inProgress++
      return onNote({ kind: "in progress", place, id: reading.id, reason: reading.reason })
    }
    const { session, ignored } = reading
    for (const { path, why } of ignored) onNote(noteOf({ path, why }, place, session.id))
    batch.add({ place, session })
  }
  let analyzeAt = analyzeFrom
  const write = async (sessions: readonly PlacedSession[]) => {
    const result = await writeBatch(writer, workspaceId, sessions, options.now())
    counts.new += result.new
    counts.changed += result.changed
    counts.unchanged += result.unchanged
    for (const refusal of result.refused) refuse(refusal)
    if (counts.new >= analyzeAt) {
      await analyze(db)
      analyzeAt = counts.new * analyzeFactor
    }
    onProgress(counts)
  }
  const flush = async () => {
    await writing
    const { sessions } = batch
    batch = new Batch()
    writing = write(sessions)
    // its failure is met where it is awaited
    writing.catch(() => {})
  }

  try {
    for await (const item of items) {
      take(item)
      if (batch.isFull) await flush()
      if (signal.aborted) break
    }
  } finally {
    await flush()
    await writing
  }
  if (counts.new >= analyzeFrom) await analyze(db)
  return counts
}

/** Sessions for one transaction. */
class Batch {
  readonly sessions: PlacedSession[] = []
  #length = 0

  add(placed: PlacedSession): void {
    this.sessions.push(placed)
    this.#length += jsonLength(placed.session.facts)
  }

  get isFull(): boolean {
    return this.sessions.length >= batchSize || this.#length >= batchLength
  }
}

const analyze = (db: Db) => sql`analyze session`.execute(db)
