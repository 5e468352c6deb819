import type { Role } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"

export interface Login {
  user: { id: string; name: string; email: string }
  /** In the workspace that was asked about; null for who is no member. */
  role: Role | null
  expiresAt: Date
}

/**
 * Who has the login of a token, and as what they belong to a workspace, in one query. Nothing is remembered: a login
 * or a membership that is taken away is gone with the next request.
 */
export async function findLogin(db: Db, token: string, workspaceId: string | null): Promise<Login | null> {
  const { rows } = await sql<Login["user"] & Omit<Login, "user">>`
    select ${prepared} person.id, person.name, person.email, member.role, login."expiresAt"
    from auth.login
    join auth."user" person on person.id = login."userId"
    left join member on member.workspace_id = ${workspaceId} and member.user_id = person.id
    where login.token = ${token}`.execute(db)
  const [found] = rows
  if (!found) return null
  const { id, name, email, role, expiresAt } = found
  return { user: { id, name, email }, role, expiresAt }
}
