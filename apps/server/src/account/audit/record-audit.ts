import type { ActorKind, AuditAction } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import type { JobName } from "../../db/job-name.ts"
import { newId } from "../../db/new-id.ts"

/** Who did it. People and keys come from an address; jobs and commands run on the server itself. */
export type Actor =
  | { kind: Extract<ActorKind, "person" | "key">; id: string; name: string; address: string }
  | { kind: Extract<ActorKind, "job">; name: JobName }
  | { kind: Extract<ActorKind, "command">; name: string }

export interface NewAuditEntry {
  workspaceId: string
  actor: Actor
  action: AuditAction
  target?: { kind: string; id: string; name: string }
  /** No secrets, and of customers no more than their id. */
  detail?: Record<string, unknown>
  at: Date
}

/** Writes it down in the transaction of what was done, so that the one does not stand without the other. */
export async function recordAudit(db: Db, entry: NewAuditEntry): Promise<void> {
  const { actor, target } = entry
  const isRemote = actor.kind === "person" || actor.kind === "key"
  await db
    .insertInto("audit_entry")
    .values({
      workspace_id: entry.workspaceId,
      id: newId(entry.at),
      at: entry.at,
      actor_kind: actor.kind,
      actor_id: isRemote ? actor.id : null,
      actor_name: actor.name,
      address: isRemote ? actor.address : null,
      action: entry.action,
      target_kind: target?.kind ?? null,
      target_id: target?.id ?? null,
      target_name: target?.name ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
