import { auditActions } from "@holdfast/protocol/dashboard"
import { type Static, Type } from "typebox"
import type { AuditFilter } from "../../account/audit/audit-filter.ts"
import { instants } from "../instant.ts"

const filters = {
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  actor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  action: Type.Optional(Type.Array(Type.Enum([...auditActions]), { maxItems: 100 })),
  search: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
}

/** Which entries of the audit log, in the words that `audit-api.ts` of the protocol explains. */
export const AuditQuery = Type.Object(filters, { additionalProperties: false })
export type AuditQuery = Static<typeof AuditQuery>

export const AuditPageQuery = Type.Object(
  {
    ...filters,
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Integer({ default: 50, minimum: 1, maximum: 100 }),
  },
  { additionalProperties: false },
)
export type AuditPageQuery = Static<typeof AuditPageQuery>

/** What the log says of its own export. A search may be for a customer, so its text is left out. */
export const auditDetail = ({ search, ...query }: AuditQuery): Record<string, unknown> =>
  search === undefined ? query : { ...query, search: "for a text" }

/** @throws ApiError 422 for dates that cannot be read or are upside down */
export function auditFilter(workspaceId: string, query: AuditQuery): AuditFilter {
  const [from, to] = instants(["from", query.from], ["to", query.to])
  const { actor, action: actions, search } = query
  return { workspaceId, from, to, actorId: actor === "null" ? null : actor, actions, search }
}
