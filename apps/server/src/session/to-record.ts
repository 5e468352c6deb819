import type { Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"
import { factsOf } from "./session-row.ts"

/** A session in the Data API's shape: section 1 of the wire contract. */
export function toRecord(row: Selectable<SessionRow>): Record<string, unknown> {
  return {
    ...factsOf(row),
    _id: row.foreign_id ?? row.id,
    org: row.workspace_id,
    mode: row.mode.toUpperCase(),
    segmentId: row.segment_id,
    saveType: row.save_type,
    bounced: row.bounced_by !== null,
    // not of the contract: nobody vouched for the customer
    ...(!row.verified && { verified: false }),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
