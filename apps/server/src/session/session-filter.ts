import type { Mode } from "@holdfast/protocol"
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely"
import type { Tables } from "../db/schema.ts"

/** Which sessions of a workspace are meant. Every reader goes through `matches`, so that all of them agree. */
export interface SessionFilter {
  workspaceId: string
  mode: Mode
  /** `createdAt` at or after this. */
  from?: Date | undefined
  /** `createdAt` before this. */
  to?: Date | undefined
  /** `createdAt` at or before this: the Data API's `endDate` includes its instant. */
  upTo?: Date | undefined
  sessionId?: string | undefined
  customerId?: string | undefined
  customerEmail?: string | undefined
  /** Only bounced ones, or only those that are not; both unless said. */
  bounced?: boolean | undefined
  /** Leaves out sessions that are in progress. */
  settledOnly?: boolean | undefined
}

type Builder = ExpressionBuilder<Tables, "session">

/** The one compiler from a filter to SQL. */
export const matches =
  (filter: SessionFilter) =>
  (eb: Builder): Expression<SqlBool> => {
    const is: Expression<SqlBool>[] = [
      eb("session.workspace_id", "=", filter.workspaceId),
      eb("session.mode", "=", filter.mode),
    ]
    if (filter.from) is.push(eb("session.created_at", ">=", filter.from))
    if (filter.to) is.push(eb("session.created_at", "<", filter.to))
    if (filter.upTo) is.push(eb("session.created_at", "<=", filter.upTo))
    if (filter.sessionId !== undefined) {
      // an id that is no UUID is an opaque string that no session has
      is.push(isUuid(filter.sessionId) ? eb("session.id", "=", filter.sessionId) : sql<SqlBool>`false`)
    }
    if (filter.customerId !== undefined) is.push(eb("session.customer_id", "=", filter.customerId))
    if (filter.customerEmail !== undefined) is.push(eb("session.customer_email", "=", filter.customerEmail))
    if (filter.bounced !== undefined)
      is.push(eb("session.bounced_by", filter.bounced ? "is not" : "is", null))
    if (filter.settledOnly) is.push(eb("session.outcome", "<>", "open"))
    return eb.and(is)
  }

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
