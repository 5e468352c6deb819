import type { GivenRole } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"

/** Why an invitation lets nobody in. */
export type InvitationFault =
  | "unknown_invitation"
  | "used_invitation"
  | "revoked_invitation"
  | "expired_invitation"

export interface FoundInvitation {
  id: string
  email: string
  role: GivenRole
  invitedBy: string | null
  expiresAt: Date
  /** Whether somebody has the address already. */
  hasAccount: boolean
  /** Whether the link is the one of the mail: whoever has it reads what is sent to the address. */
  isMailed: boolean
}

/** The invitation of either of its links, where it still lets somebody in. */
export async function findInvitation(
  db: Db,
  workspaceId: string,
  tokenHash: Buffer,
  now: Date,
): Promise<FoundInvitation | InvitationFault> {
  const row = await db
    .selectFrom("invitation")
    .leftJoin("auth.user as inviter", "inviter.id", "invitation.invited_by")
    .leftJoin("auth.user as person", "person.email", "invitation.email")
    .select([
      "invitation.id",
      "invitation.email",
      "invitation.role",
      "invitation.expires_at",
      "invitation.accepted_at",
      "invitation.revoked_at",
      "inviter.name as inviter_name",
      "person.id as person_id",
      "invitation.mailed_token_hash",
    ])
    .where("invitation.workspace_id", "=", workspaceId)
    .where((eb) =>
      eb.or([
        eb("invitation.token_hash", "=", tokenHash),
        eb("invitation.mailed_token_hash", "=", tokenHash),
      ]),
    )
    .executeTakeFirst()
  if (!row) return "unknown_invitation"
  if (row.accepted_at) return "used_invitation"
  if (row.revoked_at) return "revoked_invitation"
  if (row.expires_at <= now) return "expired_invitation"
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.inviter_name || null,
    expiresAt: row.expires_at,
    hasAccount: row.person_id !== null,
    isMailed: row.mailed_token_hash?.equals(tokenHash) === true,
  }
}
