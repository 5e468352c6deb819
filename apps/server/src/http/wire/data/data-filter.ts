import type { OutcomeKind } from "@holdfast/protocol"
import { Type } from "typebox"
import type { SessionFilter } from "../../../session/read/session-filter.ts"
import { instants } from "../../instant.ts"
import { conditionsOf, type SessionQuery, sessionQuery } from "../../session-query.ts"
import type { Program } from "../admit-program.ts"

const time = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }))

export const dataRange = {
  startDate: time("`createdAt` at or after this day or instant"),
  endDate: time("`createdAt` at or before this day or instant"),
}
export interface DataRange {
  startDate?: string
  endDate?: string
}

/** Properties of every query of the Data API that chooses sessions. */
export const dataQuery = {
  ...dataRange,
  ...sessionQuery,
  inProgress: Type.Optional(
    Type.Boolean({ description: "only sessions in progress; they are left out unless this is true" }),
  ),
}
export interface DataQuery extends DataRange, SessionQuery {
  inProgress?: boolean
}

const settled: readonly OutcomeKind[] = ["abandoned", "saved", "canceled"]

/**
 * Valid sessions unless asked otherwise: settled, since clients read a record without a `saveType` as a cancellation, and
 * not bounced unless the query says anything of `bounced`. A session in progress is neither bounced nor not.
 * @throws ApiError 422 for dates that cannot be read, are upside down or a hundred years apart
 */
export function dataFilter({ workspace, mode }: Program, query: DataQuery): SessionFilter {
  const [from, upTo] = instants(["startDate", query.startDate], ["endDate", query.endDate])
  const conditions = conditionsOf(query, query.inProgress ? ["open"] : settled)
  const saysOfBounced = query.bounced !== undefined || query["-bounced"] !== undefined
  if (!query.inProgress && !saysOfBounced) conditions.is = { ...conditions.is, bounced: ["false"] }
  return { workspaceId: workspace.id, mode, from, upTo, ...conditions }
}
