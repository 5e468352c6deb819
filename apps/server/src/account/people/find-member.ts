import { type Role, roles } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** Somebody who belongs to a workspace. */
export interface MemberOf {
  id: string
  name: string
  email: string
  role: Role
  joinedAt: Date
}

const members = (db: Db, workspaceId: string) =>
  db
    .selectFrom("member")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select([
      "auth.user.id",
      "auth.user.name",
      "auth.user.email",
      "member.role",
      "member.created_at as joinedAt",
    ])
    .where("member.workspace_id", "=", workspaceId)

/** null for somebody who does not belong to the workspace, whoever else knows them. */
export async function findMember(db: Db, workspaceId: string, personId: string): Promise<MemberOf | null> {
  const member = await members(db, workspaceId).where("member.user_id", "=", personId).executeTakeFirst()
  return member ?? null
}

/** The same by address, which is given in lower case. */
export async function findMemberByEmail(
  db: Db,
  workspaceId: string,
  email: string,
): Promise<MemberOf | null> {
  const member = await members(db, workspaceId).where("auth.user.email", "=", email).executeTakeFirst()
  return member ?? null
}

/** From the owner down, each role by name, in whatever case; namesakes by address. */
export const listMembers = (db: Db, workspaceId: string): Promise<MemberOf[]> =>
  members(db, workspaceId)
    .orderBy(sql`array_position(${[...roles]}::text[], member.role)`)
    .orderBy(sql`lower(auth."user".name)`)
    .orderBy("auth.user.email")
    .execute()
