import { can } from "@holdfast/protocol"
import type { GivenRole } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { revokeInvitationsOf } from "../invitation/revoke-invitation.ts"
import { changePeople } from "./change-people.ts"
import type { Deed } from "./deed.ts"
import type { MemberOf } from "./find-member.ts"
import { findOther, type OtherRefusal } from "./find-other.ts"

/**
 * Gives somebody another role, which holds from their next request on. Whoever may no longer invite keeps no open
 * invitation either: they have seen its link, and could come back by it.
 */
export function changeRole(
  db: Kysely<Tables>,
  deed: Deed,
  personId: string,
  role: GivenRole,
): Promise<MemberOf | OtherRefusal | "no_longer_allowed"> {
  const { workspaceId } = deed
  return changePeople(db, deed, "people:manage", async (trx) => {
    const member = await findOther(trx, deed, personId)
    if (typeof member === "string" || member.role === role) return member
    await trx
      .updateTable("member")
      .set({ role })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", personId)
      .where("role", "<>", "owner")
      .execute()
    if (!can(role, "people:manage")) await revokeInvitationsOf(trx, deed, personId)
    await recordAudit(trx, {
      workspaceId,
      actor: deed.actor,
      action: "role.changed",
      target: { kind: "person", id: personId, name: member.email },
      detail: { before: member.role, after: role },
      at: deed.at,
    })
    return { ...member, role }
  })
}
