import { type Selectable, sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"
import type { Cursor } from "./cursor.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

/** A session with what its row on the screen tells of others. */
export interface ListedSession extends Selectable<SessionRow> {
  /** The name of the flow that it ran; null for the Primary Flow. */
  segment_name: string | null
  winner_id: string | null
  winner_created_at: Date | null
  winner_outcome: SessionRow["outcome"] | null
  winner_save_type: SessionRow["save_type"]
  winner_custom_offer: string | null
}

/** Newest first; `before` is the last row that the caller has. Bounced sessions are included unless filtered. */
export async function listSessions(
  db: Db,
  filter: SessionFilter,
  before: Cursor | null,
  size: number,
): Promise<ListedSession[]> {
  return db
    .selectFrom("session")
    .leftJoin("session as winner", (join) =>
      join
        .onRef("winner.workspace_id", "=", "session.workspace_id")
        .onRef("winner.id", "=", "session.bounced_by"),
    )
    .leftJoin("segment", (join) =>
      join
        .onRef("segment.workspace_id", "=", "session.workspace_id")
        .onRef("segment.id", "=", "session.segment_id"),
    )
    .selectAll("session")
    .select([
      "segment.name as segment_name",
      "winner.id as winner_id",
      "winner.created_at as winner_created_at",
      "winner.outcome as winner_outcome",
      "winner.save_type as winner_save_type",
      sql<string | null>`winner.detail -> 'acceptedOffer' ->> 'customOfferType'`.as("winner_custom_offer"),
    ])
    .where(matches(filter))
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple("session.created_at", "session.id"),
          "<",
          eb.tuple(before?.createdAt ?? new Date(0), before?.id ?? ""),
        ),
      ),
    )
    .orderBy("session.created_at", "desc")
    .orderBy("session.id", "desc")
    .limit(size)
    .execute()
}

/** The Data API pages by offset, as its clients do. */
export const listSessionsFrom = (db: Db, filter: SessionFilter, skip: number, limit: number) =>
  db
    .selectFrom("session")
    .selectAll()
    .where(matches(filter))
    .orderBy("session.created_at", "desc")
    .orderBy("session.id", "desc")
    .offset(skip)
    .limit(limit)
    .execute()
