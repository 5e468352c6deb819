import type { AuditAction } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { type Actor, recordAudit } from "./record-audit.ts"

export interface PersonalChange {
  /** Whose password or second factor it is. */
  person: { id: string; email: string }
  actor: Actor
  action: AuditAction
  detail?: Record<string, unknown>
  at: Date
}

/** Writes what a person did to their own account into the log of every workspace that they belong to. */
export async function recordPersonalAudit(db: Db, { person, ...change }: PersonalChange): Promise<void> {
  const memberships = await db
    .selectFrom("member")
    .select("workspace_id")
    .where("user_id", "=", person.id)
    .orderBy("workspace_id")
    .execute()
  const target = { kind: "person", id: person.id, name: person.email }
  for (const { workspace_id: workspaceId } of memberships) {
    await recordAudit(db, { workspaceId, target, ...change })
  }
}
