import { type RawBuilder, type Selectable, sql } from "kysely"
import type { SessionRow } from "../../db/schema.ts"

/** What a row on the screen tells of others than its session. */
export interface Surroundings {
  /** The name of the flow that it ran; null for the Primary Flow. */
  segment_name: string | null
  winner_id: string | null
  winner_created_at: Date | null
  winner_outcome: SessionRow["outcome"] | null
  winner_save_type: SessionRow["save_type"]
  winner_custom_offer: string | null
}

/** A whole session, and what its row tells of others. */
export type ListedSession = Selectable<SessionRow> & Surroundings

/**
 * The surroundings as columns, and where they and the `session` itself come from: the rest of a `select`.
 * @param sessions all columns of sessions of the workspace
 */
export const withSurroundings = (
  workspaceId: string,
  sessions: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  segment.name as segment_name, winner.id as winner_id,
    winner.created_at as winner_created_at, winner.outcome as winner_outcome,
    winner.save_type as winner_save_type,
    winner.detail -> 'acceptedOffer' ->> 'customOfferType' as winner_custom_offer
  from (${sessions}) session
  left join session winner
    on winner.workspace_id = ${workspaceId} and winner.id = session.bounced_by
  left join segment
    on segment.workspace_id = ${workspaceId} and segment.id = session.segment_id`
