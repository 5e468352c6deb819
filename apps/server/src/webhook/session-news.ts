import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"
import { toRecord } from "../session/read/to-record.ts"
import { factsOf } from "../session/session-row.ts"

/** What an endpoint is told of a session: section 4 of the wire contract, and what tells two of its deliveries apart. */
export interface SessionNews {
  customer: unknown
  /** `session`: as the session has the customer; else the billing system whose own object it is. */
  customerSource: string
  session: Record<string, unknown>
}

/** Whom the billing may be asked about. */
export interface AskedCustomer {
  customerId: string
  /** One that must be theirs, or nothing of the answer is told; null where that is known, or none was named. */
  subscriptionId: string | null
}

export interface ToldSession {
  news: SessionNews
  /** null where nobody vouched for the customer, or the billing does not know them. */
  asked: AskedCustomer | null
}

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
  "recordingState",
  "recording",
  "recordingStartTime",
  "recordingEndTime",
  "createdAt",
  "updatedAt",
] as const

/** Tells of sessions of one workspace, in their order. */
export async function tellOfSessions(
  db: Db,
  workspaceId: string,
  rows: readonly Selectable<SessionRow>[],
): Promise<ToldSession[]> {
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
    const session = {
      result: resultOf(row),
      sequence: row.sequence,
      surveyResponse: record.surveyChoiceValue,
      ...Object.fromEntries(alike.map((name) => [name, record[name]])),
      segment: segment && { name: segment.name, filter: segment.filter },
      abtest: test && { id: test.id, name: test.name },
    }
    return {
      news: { customer: record.customer, customerSource: "session", session },
      asked: askedAbout(row),
    }
  })
}

/**
 * A proof of somebody else's subscription proves nothing of the customer beside it. Where the billing was asked as the flow
 * opened, it has said whose the subscription is.
 */
function askedAbout(row: Selectable<SessionRow>): AskedCustomer | null {
  const { billingFacts, customer } = factsOf(row)
  const missing = billingFacts?.missing
  if (!row.verified || row.customer_id === null) return null
  if (missing === "unknown-customer" || missing === "other-subscription") return null
  const isKnown = billingFacts?.asOf !== undefined && billingFacts.asOf !== null
  return { customerId: row.customer_id, subscriptionId: isKnown ? null : (customer?.subscriptionId ?? null) }
}

const idsOf = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

/** `cancel`, `abort`, or the accepted offer: `pause`, `discount`, `plan_change`, and so on. */
function resultOf({ outcome, save_type }: Selectable<SessionRow>): string | null {
  if (outcome === "canceled") return "cancel"
  if (outcome === "abandoned") return "abort"
  return save_type?.toLowerCase() ?? null
}
