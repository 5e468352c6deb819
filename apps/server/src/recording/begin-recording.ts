import {
  asksForConsent,
  type RegionHints,
  type UnrecordedReason,
  unrecordedReasons,
} from "@holdfast/protocol"
import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import type { RecordingDecision } from "@holdfast/protocol/recording"
import { type RawBuilder, sql } from "kysely"
import type { Caller } from "../account/admit-customer.ts"
import type { Secret } from "../account/secret.ts"
import { prepared } from "../db/prepared.ts"
import type { SessionRow } from "../db/schema.ts"
import { newWrappedKey } from "./recording-crypt.ts"

/** What stands of its recording in the row of a session. */
export type StoredRecordingState = NonNullable<SessionRow["recording_state"]>

/** What a session opens with: why its run is not recorded, or that it is, and the key for it. */
export interface BegunRecording {
  state: StoredRecordingState
  /** null where it is not recorded. */
  wrappedKey: Buffer | null
}

export interface RecordingWishes {
  /** A session is written. */
  isReported: boolean
  /** Why the page or the browser wants none, in its words; null where it does not mind. */
  said: string | null
  /** What the headers of the browser ask for; null where for nothing. */
  signal: "privacy" | "save-data" | null
}

/** Whether a run is recorded; a decision without what the log is to know of it. */
export type Recorded = { on: true } | Extract<RecordingDecision, { on: false }>

const off = (why: UnrecordedReason): Recorded => ({ on: false, why })

/** Whether a run that opens is to be recorded. */
export function mayRecord(
  { workspace, verified }: Pick<Caller, "workspace" | "verified">,
  { isReported, said, signal }: RecordingWishes,
): Recorded {
  // a word that nobody knows is a no as well
  const reason = said === null ? null : (unrecordedReasons.find((each) => each === said) ?? "call")
  if (!isReported) return off(reason === "preview" ? "preview" : "unreported")
  if (!workspace.recordings.isOn) return off("workspace")
  if (!verified) return off("unverified")
  const why = reason ?? signal
  return why === null ? { on: true } : off(why)
}

/** Whether a flow that is recorded says so to its customer: as the workspace wants it, or where their region asks for it. */
export const saysSo = ({ notice }: Pick<RecordingSettings, "notice">, hints: RegionHints): boolean =>
  notice === "where-asked" ? asksForConsent(hints) : notice === "always"

/** What is written of it as the session opens; null where none is written. */
export function beginRecording(secret: Secret, recording: Recorded): BegunRecording | null {
  if (recording.on) return { state: "running", wrappedKey: newWrappedKey(secret) }
  const state = kept(recording.why)
  return state && { state, wrappedKey: null }
}

/** As the row of a session keeps a reason; nobody's session has the others. */
function kept(why: UnrecordedReason): StoredRecordingState | null {
  switch (why) {
    case "unverified":
      return null
    // what is reported is no preview, whatever the client says
    case "preview":
    case "unreported":
      return "call"
    default:
      return why
  }
}

/** What a run is told that has a session: as it was decided when that opened. */
export function toldRecording(state: StoredRecordingState | null): Recorded {
  switch (state) {
    case "running":
      return { on: true }
    case "workspace":
    case "call":
    case "privacy":
    case "save-data":
      return off(state)
    default:
      return off("unsupported")
  }
}

/** A recording that begins with its session. */
export interface NewRecording {
  sessionId: string
  key: Buffer
  startedAt: Date
  receivedAt: Date
}

/** Begins recordings, in the transaction that opens their sessions. */
export function savedRecordings(
  workspaceId: string,
  recordings: readonly NewRecording[],
): RawBuilder<unknown> {
  const rows = recordings.map(({ sessionId, key, startedAt, receivedAt }) => ({
    session_id: sessionId,
    wrapped_key: `\\x${key.toString("hex")}`,
    ...{ started_at: startedAt, last_chunk_at: receivedAt },
  }))
  return sql`
    insert ${prepared} into recording (workspace_id, session_id, wrapped_key, started_at, last_chunk_at)
    select ${workspaceId}::uuid, session_id, wrapped_key, started_at, last_chunk_at
    from json_populate_recordset(null::recording, ${JSON.stringify(rows)})
    on conflict (workspace_id, session_id) do nothing`
}
