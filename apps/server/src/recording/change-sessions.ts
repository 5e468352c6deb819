import type { Mode, SessionFacts } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import type { SessionRow } from "../db/schema.ts"
import { type SessionChange, stateOf } from "../session/change/session-change.ts"
import { type SessionWriter, sessionsChanged } from "../session/change/sessions-changed.ts"
import { lockName } from "../session/customer-key.ts"
import type { Topic } from "../session/live/topic.ts"
import type { StoredRecordingState } from "./begin-recording.ts"

/** What a session is to say of its recording. */
export interface RecordingNews {
  sessionId: string
  state: StoredRecordingState
  /** Where it is read, and when it began and ended; null where nobody can read it. */
  facts: Pick<SessionFacts, "recording" | "recordingStartTime" | "recordingEndTime"> | null
}

/**
 * Changes recordings and what their sessions say of them, in one transaction in which nobody else writes these sessions; it
 * is announced afterwards.
 * @param work changes the recordings, and answers what is to be said of them
 */
export async function changeSessions(
  { database, announce }: SessionWriter,
  workspaceId: string,
  sessionIds: readonly string[],
  now: Date,
  work: (trx: Db) => Promise<readonly RecordingNews[]>,
): Promise<void> {
  const names = await lockNames(database.db, workspaceId, sessionIds)
  const topics = await lockedTransaction(database.db, names, async (trx) =>
    say(trx, workspaceId, await work(trx), now),
  )
  announce(topics)
}

/** Of whoever writes these sessions; whose they are never changes. */
async function lockNames(db: Db, workspaceId: string, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("session")
    .select(["id", "mode", "customer_id as customerId", "verified", "client_key"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...sessionIds])
    .execute()
  return rows.map(({ id, client_key, ...whose }) => lockName({ workspaceId, ...whose }, client_key ?? id))
}

type Changed = Pick<SessionRow, "id" | "outcome" | "save_type" | "bounced_by" | "revision"> & {
  mode: Mode
  created_at: Date
  sequence: number
}

async function say(
  trx: Db,
  workspaceId: string,
  news: readonly RecordingNews[],
  now: Date,
): Promise<readonly Topic[]> {
  const told = JSON.stringify(news.map(({ sessionId, ...rest }) => ({ id: sessionId, ...rest })))
  const { rows } = await sql<Changed>`
    update session
    set recording_state = news.state, detail = ${withoutRecording} || news.facts, sequence = session.sequence + 1,
      updated_at = ${now}
    from (
      select id, state, coalesce(nullif(facts, 'null'), '{}') as facts
      from json_to_recordset(${told}) as news (id uuid, state text, facts jsonb)
    ) news
    where session.workspace_id = ${workspaceId} and session.id = news.id
      and (session.recording_state is distinct from news.state
        or session.detail <> ${withoutRecording} || news.facts)
    returning session.id, session.mode, session.created_at, session.outcome, session.save_type, session.bounced_by,
      session.revision, session.sequence`.execute(trx)
  const changes = rows.map((row): SessionChange => {
    const after = stateOf(row)
    const { id, mode, created_at: createdAt } = row
    return {
      ...{ workspaceId, id, mode, createdAt },
      before: { ...after, sequence: after.sequence - 1 },
      after,
    }
  })
  return changes.length > 0 ? sessionsChanged(trx, changes, now) : []
}

const withoutRecording = sql`(session.detail - '{recording,recordingStartTime,recordingEndTime}'::text[])`
