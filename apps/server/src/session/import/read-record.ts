import { type Mode, modes, offerTypes, readInstant, type SessionFacts } from "@holdfast/protocol"
import { type Ignored, ImportedRecord, readTolerantly } from "@holdfast/protocol/schema"
import { saidByServer } from "../said-by-server.ts"
import { jsonLength } from "./json-length.ts"
import { unwrapRecord } from "./unwrap-record.ts"

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
  | { kind: "session"; session: ImportedSession; ignored: readonly Ignored[] }
  /** It had not ended yet, so it says nothing that will hold. */
  | { kind: "inProgress"; id: string; reason: string }
  | { kind: "refused"; id: string | null; reason: string }

/** The check of the schema, which lies with that of the other ways in. */
export interface CheckRecord {
  /** Has the contract's shape, and nothing in it that PostgreSQL cannot keep. */
  isRight(record: object): boolean
  /** Of a record that was read: the first thing that may not be guessed, as a sentence; null where it may be taken. */
  refusalOf(record: object): string | null
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** In a record of this length nothing needs to be bounded. */
const shortLength = 8 * 1024

/**
 * Reads one record in the shape of the Data API by the rules of every way in: a field that cannot be read is left out
 * and named, and the session is taken without it. A record that is right is taken as it came.
 * @param modeOtherwise of a record that names none
 */
export function readRecord(sent: unknown, check: CheckRecord, modeOtherwise: Mode): RecordReading {
  const value = unwrapRecord(sent)
  if (!isFields(value)) return { kind: "refused", id: null, reason: "It is no object." }
  const offered = withOfferOfSaveType(value)
  const isRight = jsonLength(offered) <= shortLength && check.isRight(offered)
  const { value: read, ignored } = isRight
    ? { value: offered, ignored: [] }
    : readTolerantly(ImportedRecord, offered)
  const record = read as Fields
  const id = typeof record._id === "string" ? record._id.slice(0, 100) : null
  const problem = isRight ? null : check.refusalOf(record)
  if (problem !== null) return { kind: "refused", id, reason: problem }
  return sessionIn(record as unknown as ImportedRecord, ignored, modeOtherwise)
}

function sessionIn(record: ImportedRecord, ignored: readonly Ignored[], modeOtherwise: Mode): RecordReading {
  const { _id, mode, createdAt, updatedAt, verified } = record
  if (isInProgress(record)) {
    return {
      kind: "inProgress",
      id: _id.slice(0, 100),
      reason: "It is in progress: canceled is false and saveType is null.",
    }
  }
  const facts = factsIn(record)
  if (isCancelledBySaveType(record)) facts.canceled = true
  return {
    kind: "session",
    session: {
      id: _id,
      mode: modes.find((known) => known.toUpperCase() === mode?.toUpperCase()) ?? modeOtherwise,
      // the check let the times pass
      createdAt: readInstant(createdAt) ?? new Date(Number.NaN),
      updatedAt: updatedAt == null ? null : readInstant(updatedAt),
      verified: verified !== false,
      facts,
    },
    ignored,
  }
}

/**
 * Servers tell of an accepted offer by `saveType` alone, or leave its kind to it. A kind that nobody knows is read as
 * that of any other offer, and no `saveType` that could be wrong.
 */
function withOfferOfSaveType(record: Fields): Fields {
  const { saveType, acceptedOffer } = record
  if (typeof saveType !== "string" || saveType === "" || saveType.toUpperCase() === "ABANDON") return record
  const isKnown = (offerTypes as readonly string[]).includes(saveType.toUpperCase())
  const { saveType: _, ...rest } = record
  const others = isKnown ? record : rest
  if (acceptedOffer == null) return { ...others, acceptedOffer: { offerType: saveType } }
  const saysNoType = isFields(acceptedOffer) && !acceptedOffer.offerType
  return saysNoType ? { ...others, acceptedOffer: { ...acceptedOffer, offerType: saveType } } : others
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
function factsIn({ aborted, ...record }: ImportedRecord): SessionFacts {
  const facts: Fields = aborted === true ? { aborted } : {}
  for (const [name, field] of Object.entries(record)) if (!saidByServer.has(name)) facts[name] = field
  // an empty id is nobody's
  if (record.customer?.id === "") {
    const { id: _, ...customer } = record.customer
    facts.customer = customer
  }
  // it could not be read, and yet one was accepted
  const { saveType, acceptedOffer } = record
  if (acceptedOffer == null && saveType != null && saveType !== "ABANDON")
    facts.acceptedOffer = { offerType: saveType }
  return facts
}
