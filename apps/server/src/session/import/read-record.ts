import { type Mode, modes, type SessionFacts } from "@holdfast/protocol"
import type { ImportedRecord } from "@holdfast/protocol/schema"
import { saidByServer } from "../said-by-server.ts"
import { tidyRecord } from "./tidy-record.ts"

/** A session as another server kept it. */
export interface ImportedSession {
  /** What it was called there: any text. */
  id: string
  mode: Mode
  createdAt: Date
  /** null where the other server does not say. */
  updatedAt: Date | null
  verified: boolean
  facts: SessionFacts
}

export type RecordReading =
  | { kind: "session"; session: ImportedSession }
  /** It had not ended yet, so it says nothing that will hold. */
  | { kind: "inProgress" }
  | { kind: "refused"; id: string | null; reason: string }

/** What is wrong with a record, as a sentence; null where it has the contract's shape. May change it in place. */
export type CheckRecord = (record: Record<string, unknown>) => string | null

/**
 * Reads one record in the shape of the Data API.
 * @param modeOtherwise of a record that names none
 */
export function readRecord(value: unknown, check: CheckRecord, modeOtherwise: Mode): RecordReading {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { kind: "refused", id: null, reason: "It is no object." }
  }
  const record = value as Record<string, unknown>
  const id = typeof record._id === "string" ? record._id.slice(0, 100) : null
  tidyRecord(record)
  const problem = check(record)
  if (problem !== null) return { kind: "refused", id, reason: problem }
  const checked = record as unknown as ImportedRecord
  if (isInProgress(checked)) return { kind: "inProgress" }
  const { _id, mode, createdAt, updatedAt, verified } = checked
  return {
    kind: "session",
    session: {
      id: _id,
      mode: modes.find((known) => known.toUpperCase() === mode) ?? modeOtherwise,
      createdAt: new Date(createdAt),
      updatedAt: updatedAt == null ? null : new Date(updatedAt),
      verified: verified !== false,
      facts: factsIn(record),
    },
  }
}

/**
 * The contract knows a `saveType` of null for cancellations alone; Holdfast has it for a session in progress as
 * well. One without a decision whose server leaves the field out has ended: such a server keeps no others.
 */
const isInProgress = ({ saveType, canceled, aborted, acceptedOffer }: ImportedRecord): boolean =>
  saveType === null && canceled !== true && aborted !== true && acceptedOffer == null

/**
 * What a client would have said. How the session ended and whether it bounced is decided anew. A client says `aborted`
 * where a session was closed, and nothing otherwise.
 */
function factsIn({ aborted, ...record }: Record<string, unknown>): SessionFacts {
  const facts: Record<string, unknown> = aborted === true ? { aborted } : {}
  for (const [name, field] of Object.entries(record)) if (!saidByServer.has(name)) facts[name] = field
  return facts
}
