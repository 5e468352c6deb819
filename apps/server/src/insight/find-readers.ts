import { can } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"

/** A member of a workspace whom a mail of figures may go to. */
export interface Reader {
  email: string
  /** Whether the dashboard would let them in now: a mail tells nobody more. */
  mayRead: boolean
}

/** Those of some people who belong to the workspace now, by email. */
export async function findReaders(
  db: Db,
  workspaceId: string,
  userIds: readonly string[],
): Promise<Reader[]> {
  if (userIds.length === 0) return []
  const rows = await db
    .selectFrom("member")
    .innerJoin("workspace", "workspace.id", "member.workspace_id")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select([
      "auth.user.email",
      "member.role",
      "workspace.requires_two_factor as requiresTwoFactor",
      "auth.user.twoFactorEnabled as hasTwoFactor",
    ])
    .where("member.workspace_id", "=", workspaceId)
    .where("member.user_id", "in", userIds)
    .orderBy("auth.user.email")
    .execute()
  return rows.map(({ email, role, requiresTwoFactor, hasTwoFactor }) => ({
    email,
    mayRead: can(role, "session:read") && (hasTwoFactor === true || !requiresTwoFactor),
  }))
}
