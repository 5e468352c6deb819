import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"
import { toRecord } from "../session/read/to-record.ts"

/** What an endpoint is told of a session: section 4 of the wire contract, and what tells two of its deliveries apart. */
export type SessionNews = { customer: unknown; session: Record<string, unknown> }

/** Fields that are called as in the records of the Data API. */
const alike = [
  "_id",
  "saveType",
  "canceled",
  "aborted",
  "bounced",
  "verified",
  "blueprintId",
  "feedback",
  "followupQuestion",
  "followupResponse",
  "mode",
  "acceptedOffer",
  "presentedOffers",
  "createdAt",
  "updatedAt",
] as const

/** Tells of sessions of one workspace, in their order. */
export async function tellOfSessions(
  db: Db,
  workspaceId: string,
  rows: readonly Selectable<SessionRow>[],
): Promise<SessionNews[]> {
  const segmentIds = idsOf(rows.map(({ segment_id }) => segment_id))
  const records = rows.map(toRecord)
  const testIds = idsOf(records.map(({ abtest }) => (typeof abtest === "string" ? abtest : null)))
  const segments =
    segmentIds.length === 0
      ? []
      : await db
          .selectFrom("segment")
          .select(["id", "name", "filter"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", segmentIds)
          .execute()
  const tests =
    testIds.length === 0
      ? []
      : await db
          .selectFrom("ab_test")
          .select(["id", "name"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", testIds)
          .execute()
  return rows.map((row, i) => {
    const record = records[i] ?? {}
    const segment = segments.find(({ id }) => id === row.segment_id)
    const test = tests.find(({ id }) => id === record.abtest)
    return {
      customer: record.customer,
      session: {
        result: resultOf(row),
        sequence: row.sequence,
        surveyResponse: record.surveyChoiceValue,
        ...Object.fromEntries(alike.map((name) => [name, record[name]])),
        segment: segment && { name: segment.name, filter: segment.filter },
        abtest: test && { id: test.id, name: test.name },
      },
    }
  })
}

const idsOf = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

/** `cancel`, `abort`, or the accepted offer: `pause`, `discount`, `plan_change`, and so on. */
function resultOf({ outcome, save_type }: Selectable<SessionRow>): string | null {
  if (outcome === "canceled") return "cancel"
  if (outcome === "abandoned") return "abort"
  return save_type?.toLowerCase() ?? null
}
