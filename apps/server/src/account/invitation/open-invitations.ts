import type { OpenInvitation } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"

/** The invitations of a workspace that are neither accepted nor taken back, with the name of who sent each. */
export const openInvitations = (db: Db, workspaceId: string) =>
  db
    .selectFrom("invitation")
    .leftJoin("auth.user as inviter", "inviter.id", "invitation.invited_by")
    .select([
      "invitation.id",
      "invitation.email",
      "invitation.role",
      "invitation.invited_by",
      "invitation.created_at",
      "invitation.expires_at",
      "inviter.name as inviter_name",
    ])
    .where("invitation.workspace_id", "=", workspaceId)
    .where("invitation.accepted_at", "is", null)
    .where("invitation.revoked_at", "is", null)

export type OpenInvitationRow = Awaited<
  ReturnType<ReturnType<typeof openInvitations>["executeTakeFirstOrThrow"]>
>

export const toOpenInvitation = (row: OpenInvitationRow, now: Date): OpenInvitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.inviter_name || null,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  hasExpired: row.expires_at <= now,
})
