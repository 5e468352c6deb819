import type { Role } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"

export interface Login {
  id: string
  user: { id: string; name: string; email: string; hasTwoFactor: boolean }
  /** In the workspace that was asked about; null for who is no member. */
  role: Role | null
  /** That workspace lets in nobody without a second factor. */
  requiresTwoFactor: boolean
  /** When they signed in. */
  createdAt: Date
  expiresAt: Date
  /** To within some minutes. */
  lastUsedAt: Date
}

interface FoundLogin extends Omit<Login, "user"> {
  userId: string
  name: string
  email: string
  hasTwoFactor: boolean
}

/**
 * Who has the login of a token, and as what they belong to a workspace, in one query. Nothing is remembered: a login
 * or a membership that is taken away is gone with the next request.
 */
export async function findLogin(db: Db, token: string, workspaceId: string | null): Promise<Login | null> {
  const { rows } = await sql<FoundLogin>`
    select ${prepared} login.id, login."createdAt", login."expiresAt", login."lastUsedAt",
      person.id as "userId", person.name, person.email, person."twoFactorEnabled" as "hasTwoFactor",
      member.role, coalesce(workspace.requires_two_factor, false) as "requiresTwoFactor"
    from auth.login
    join auth."user" person on person.id = login."userId"
    left join member on member.workspace_id = ${workspaceId} and member.user_id = person.id
    left join workspace on workspace.id = member.workspace_id
    where login.token = ${token}`.execute(db)
  const [found] = rows
  if (!found) return null
  const { userId, name, email, hasTwoFactor, ...login } = found
  return { ...login, user: { id: userId, name, email, hasTwoFactor } }
}
