import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"
import { withdrawMail } from "../../mail/withdraw-mail.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "../people/change-people.ts"
import type { PeopleChange } from "../people/people-change.ts"
import { type OpenInvitationRow, openInvitations } from "./open-invitations.ts"

/** Takes an open invitation back: its link lets nobody in any more. */
export const revokeInvitation = (
  db: Kysely<Tables>,
  change: PeopleChange,
  id: string,
): Promise<"revoked" | "no_such_invitation" | "no_longer_allowed"> =>
  changePeople(db, change, "people:manage", async (trx) => {
    const open = await openInvitations(trx, change.workspaceId)
      .where("invitation.id", "=", id)
      .executeTakeFirst()
    if (!open) return "no_such_invitation"
    await revoke(trx, change, open)
    return "revoked"
  })

/** Takes back the open invitations that a person sent, in the transaction that takes the right to invite from them. */
export async function revokeInvitationsOf(trx: Db, change: PeopleChange, personId: string): Promise<void> {
  const open = await openInvitations(trx, change.workspaceId)
    .where("invitation.invited_by", "=", personId)
    .execute()
  for (const invitation of open) await revoke(trx, change, invitation)
}

async function revoke(
  trx: Db,
  { workspaceId, actor, at }: PeopleChange,
  open: OpenInvitationRow,
): Promise<void> {
  await trx
    .updateTable("invitation")
    .set({ revoked_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", open.id)
    .execute()
  const mail = { workspaceId, kind: "invitation", to: open.email } as const
  await withdrawMail(trx, mail, "The invitation was taken back before it was sent.", at)
  const target = { kind: "invitation", id: open.id, name: open.email }
  await recordAudit(trx, {
    workspaceId,
    actor,
    action: "invitation.revoked",
    target,
    detail: { role: open.role },
    at,
  })
}
