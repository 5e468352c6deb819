import type { AuditAction } from "@holdfast/protocol/dashboard"
import type { ExpressionBuilder } from "kysely"
import { firstIdAt } from "../../db/first-id-at.ts"
import type { Tables } from "../../db/schema.ts"

/** Which entries of a workspace. All that is given must hold. */
export interface AuditFilter {
  workspaceId: string
  /** Inclusive. */
  from: Date | undefined
  /** Exclusive. */
  to: Date | undefined
  /** null: who has no id, jobs and commands. */
  actorId: string | null | undefined
  /** Any of them. */
  actions: readonly AuditAction[] | undefined
  /** A literal text in the names, the id or the address, whatever the case. */
  search: string | undefined
}

/** The filter as one condition. */
export function matchingAudit(filter: AuditFilter) {
  const { workspaceId, from, to, actorId, actions, search } = filter
  return (eb: ExpressionBuilder<Tables, "audit_entry">) => {
    const conditions = [eb("workspace_id", "=", workspaceId)]
    // an id says when, so a span of time is a stretch of the primary key
    if (from) conditions.push(eb("id", ">=", firstIdAt(from)))
    if (to) conditions.push(eb("id", "<", firstIdAt(to)))
    if (actorId !== undefined) conditions.push(eb("actor_id", actorId === null ? "is" : "=", actorId))
    if (actions) conditions.push(eb("action", "in", actions))
    if (search !== undefined) {
      const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`
      const columns = ["actor_name", "target_name", "target_id", "address"] as const
      conditions.push(eb.or(columns.map((column) => eb(column, "ilike", pattern))))
    }
    return eb.and(conditions)
  }
}
