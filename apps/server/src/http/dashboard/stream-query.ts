import { modes } from "@holdfast/protocol"
import { type Static, Type } from "typebox"
import type { SearchScope, SessionFilter } from "../../session/read/session-filter.ts"
import { instants } from "../instant.ts"
import { conditionsOf, type SessionQuery, sessionQuery, withNegations } from "../session-query.ts"

const outcomes = ["open", "abandoned", "saved", "canceled"]

const range = {
  mode: Type.Enum([...modes], { default: "live" }),
  from: Type.Optional(Type.String({ description: "createdAt at or after this" })),
  to: Type.Optional(Type.String({ description: "createdAt before this" })),
  search: Type.Optional(
    Type.String({ minLength: 1, maxLength: 10_000, description: "any part of what a search looks through" }),
  ),
}
const facets = {
  ...sessionQuery,
  ...withNegations({ outcome: { schema: Type.Enum(outcomes), description: "how the session ended" } }),
}

/** Which sessions, in the query language that `stream-api.ts` of the protocol explains. */
export const StreamQuery = Type.Object({ ...range, ...facets }, { additionalProperties: false })
export type StreamQuery = Static<Type.TObject<typeof range>> & SessionQuery

const page = {
  before: Type.Optional(Type.String({ maxLength: 200, description: "the cursor of the last answer" })),
  size: Type.Integer({ default: 10, minimum: 1, maximum: 100 }),
}
export const StreamPageQuery = Type.Object({ ...range, ...facets, ...page }, { additionalProperties: false })
export type StreamPageQuery = StreamQuery & Static<Type.TObject<typeof page>>

/**
 * @param searchScope where a page of sessions is to be found
 * @throws ApiError 422 for dates that cannot be read, are upside down or a hundred years apart
 */
export function streamFilter(
  workspaceId: string,
  query: StreamQuery,
  searchScope?: SearchScope,
): SessionFilter {
  const [from, to] = instants(["from", query.from], ["to", query.to])
  const { mode, search } = query
  return { workspaceId, mode, from, to, search, searchScope, ...conditionsOf(query) }
}
