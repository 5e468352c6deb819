import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"
import type { Database, Db } from "../db/database.ts"
import { type Actor, recordAudit } from "./audit/record-audit.ts"

/** What a workspace requires of its people, and how many of them would be kept out now. */
export async function readSecurity(db: Db, workspaceId: string): Promise<WorkspaceSecurity> {
  const { requires_two_factor: requiresTwoFactor } = await db
    .selectFrom("workspace")
    .select("requires_two_factor")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  const { people, without } = await db
    .selectFrom("member")
    .innerJoin("auth.user as person", "person.id", "member.user_id")
    .select(({ fn }) => [
      fn.countAll<string>().as("people"),
      fn.countAll<string>().filterWhere("person.twoFactorEnabled", "=", false).as("without"),
    ])
    .where("member.workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  return { requiresTwoFactor, people: Number(people), withoutTwoFactor: Number(without) }
}

interface Requirement {
  workspaceId: string
  requiresTwoFactor: boolean
  actor: Actor
  now: Date
}

/** Holds with everybody's next request. One that changes nothing leaves no entry in the audit log. */
export async function requireTwoFactor({ db }: Database, change: Requirement): Promise<void> {
  const { workspaceId, requiresTwoFactor, actor, now } = change
  await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("workspace")
      .set({ requires_two_factor: requiresTwoFactor })
      .where("id", "=", workspaceId)
      .where("requires_two_factor", "!=", requiresTwoFactor)
      .returning("id")
      .executeTakeFirst()
    if (!changed) return
    const detail = { before: !requiresTwoFactor, after: requiresTwoFactor }
    await recordAudit(trx, { workspaceId, actor, action: "two-factor.required", detail, at: now })
  })
}
