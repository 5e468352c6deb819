import { randomBytes } from "node:crypto"
import { mayWatch, type Role } from "@holdfast/protocol"
import type { Me } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import type { Auth } from "./auth.ts"

/** A password for somebody who did not choose one: 128 random bits. */
export const generatePassword = () => randomBytes(16).toString("base64url")

/** Makes a person who signs in with email and password, or gives the one there is that password. */
export async function setPerson(
  auth: Auth,
  person: { email: string; name: string; password: string },
): Promise<{ userId: string }> {
  const { internalAdapter, password } = await auth.$context
  const hash = await password.hash(person.password)
  const found = await internalAdapter.findUserByEmail(person.email)
  if (found) {
    await internalAdapter.updatePassword(found.user.id, hash)
    return { userId: found.user.id }
  }
  const user = await internalAdapter.createUser(
    { email: person.email, name: person.name, emailVerified: true },
    { method: "email-password" },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: "credential",
    accountId: user.id,
    password: hash,
  })
  return { userId: user.id }
}

export async function addMember(
  db: Db,
  workspaceId: string,
  userId: string,
  role: Role,
  now: Date,
): Promise<void> {
  await db
    .insertInto("member")
    .values({ workspace_id: workspaceId, user_id: userId, role, created_at: now })
    .onConflict((conflict) => conflict.columns(["workspace_id", "user_id"]).doNothing())
    .execute()
}

/** The workspaces of a person, by name. Like the log of what a person does to their own account, it starts from them and not from a workspace. */
export async function workspacesOf(db: Db, userId: string): Promise<Me["workspaces"]> {
  const rows = await db
    .selectFrom("member")
    .innerJoin("workspace", "workspace.id", "member.workspace_id")
    .select([
      "workspace.app_id as appId",
      "workspace.name",
      "member.role",
      "workspace.customer_profiles as hasCustomerProfiles",
      "workspace.requires_two_factor as requiresTwoFactor",
      "workspace.members_watch as membersWatch",
      "workspace.viewers_watch as viewersWatch",
    ])
    .where("member.user_id", "=", userId)
    .orderBy("workspace.name")
    .execute()
  return rows.map(({ membersWatch, viewersWatch, ...workspace }) => ({
    ...workspace,
    mayWatch: mayWatch(workspace.role, { membersWatch, viewersWatch }),
  }))
}
