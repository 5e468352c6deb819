import type { Selectable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import { recordingStateOf } from "../recording-state.ts"
import { factsOf } from "../session-row.ts"

/** A session in the Data API's shape: section 1 of the wire contract, and the schema `SessionRecord`. */
export function toRecord(row: Selectable<SessionRow>): Record<string, unknown> {
  const { customer, ...facts } = factsOf(row)
  return {
    _id: row.foreign_id ?? row.id,
    __v: 0,
    org: row.workspace_id,
    ...facts,
    customer: customer ?? {},
    mode: row.mode.toUpperCase(),
    // what the filters of the same names find: a client says `aborted` of a session that it goes on with, and nothing of
    // one that fell silent
    canceled: row.outcome === "canceled",
    aborted: row.outcome === "abandoned",
    segmentId: row.segment_id,
    saveType: row.save_type,
    bounced: row.bounced_by !== null,
    // not of the contract: nobody vouched for the customer. Where somebody did, no word of a client comes through
    verified: row.verified ? undefined : false,
    // nor is this
    recordingState: recordingStateOf(row) ?? undefined,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
