import type { Mode } from "@holdfast/protocol"
import type { Expression, ExpressionBuilder, SqlBool } from "kysely"
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
  /** Any of these; so with the ones below. */
  sessionId?: readonly string[] | undefined
  customerId?: readonly string[] | undefined
  customerEmail?: readonly string[] | undefined
  /** Only bounced ones, or only those that are not; both unless said. */
  bounced?: boolean | undefined
  /** Only sessions in progress, or only settled ones; both unless said. */
  inProgress?: boolean | undefined
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
    // an id that is no UUID is an opaque string that no session has
    if (filter.sessionId) is.push(eb("session.id", "in", orNone(filter.sessionId.filter(isUuid), nobody)))
    if (filter.customerId) is.push(eb("session.customer_id", "in", orNone(filter.customerId, "")))
    if (filter.customerEmail) is.push(eb("session.customer_email", "in", orNone(filter.customerEmail, "")))
    if (filter.bounced !== undefined)
      is.push(eb("session.bounced_by", filter.bounced ? "is not" : "is", null))
    if (filter.inProgress !== undefined)
      is.push(eb("session.outcome", filter.inProgress ? "=" : "<>", "open"))
    return eb.and(is)
  }

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** SQL knows no empty list: one value that nothing has stands for it. */
const orNone = (values: readonly string[], none: string): readonly string[] =>
  values.length > 0 ? values : [none]

const nobody = "00000000-0000-0000-0000-000000000000"
