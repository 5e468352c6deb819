import { type Mode, modes, type SessionFacts } from "@holdfast/protocol"
import type { ImportedRecord } from "@holdfast/protocol/schema"
import { saidByServer } from "../said-by-server.ts"
import { type LeftOutField, leaveOut, type RecordProblem } from "./leave-out.ts"
import { tidyRecord } from "./tidy-record.ts"
import { timesInUtc } from "./times-in-utc.ts"

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
  | { kind: "session"; session: ImportedSession; leftOut: LeftOutField[] }
  /** It had not ended yet, so it says nothing that will hold. */
  | { kind: "inProgress"; id: string; reason: string }
  | { kind: "refused"; id: string | null; reason: string }

/** The first thing that is wrong with a record; null where it has the contract's shape. May change it in place. */
export type CheckRecord = (record: Record<string, unknown>) => RecordProblem | null

/**
 * Reads one record in the shape of the Data API. Where a field is wrong that is not essential, the session is taken
 * without it.
 * @param modeOtherwise of a record that names none
 */
export function readRecord(value: unknown, check: CheckRecord, modeOtherwise: Mode): RecordReading {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { kind: "refused", id: null, reason: "It is no object." }
  }
  const record = value as Record<string, unknown>
  const id = typeof record._id === "string" ? record._id.slice(0, 100) : null
  tidyRecord(record)
  timesInUtc(record)
  const leftOut: LeftOutField[] = []
  for (let problem = check(record); problem; problem = check(record)) {
    const fields = leaveOut(record, problem, leftOut.length)
    if (!fields) return { kind: "refused", id, reason: problem.reason }
    leftOut.push(...fields)
  }
  const checked = record as unknown as ImportedRecord
  if (isInProgress(checked)) {
    return {
      kind: "inProgress",
      id: checked._id.slice(0, 100),
      reason: "It is in progress: canceled is false and saveType is null.",
    }
  }
  if (isCancelledBySaveType(checked)) record.canceled = true
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
    leftOut,
  }
}

/** A `saveType` of null where no fact tells of another end: a cancellation by the contract. */
const endsWithoutSaveType = ({ saveType, aborted, acceptedOffer }: ImportedRecord): boolean =>
  saveType === null && aborted !== true && acceptedOffer == null

/** Holdfast has no `saveType` for a session in progress either, but always says that it is not cancelled. */
const isInProgress = (record: ImportedRecord): boolean =>
  endsWithoutSaveType(record) && record.canceled === false

/** Servers that write null for what they do not know may do so with `canceled`. */
const isCancelledBySaveType = (record: ImportedRecord): boolean =>
  endsWithoutSaveType(record) && record.canceled == null

/**
 * What a client would have said. How the session ended and whether it bounced is decided anew. A client says `aborted`
 * where a session was closed, and nothing otherwise.
 */
function factsIn({ aborted, ...record }: Record<string, unknown>): SessionFacts {
  const facts: Record<string, unknown> = aborted === true ? { aborted } : {}
  for (const [name, field] of Object.entries(record)) if (!saidByServer.has(name)) facts[name] = field
  return facts
}
