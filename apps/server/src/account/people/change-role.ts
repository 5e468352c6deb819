import { can } from "@holdfast/protocol"
import type { GivenRole } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { revokeInvitationsOf } from "../invitation/revoke-invitation.ts"
import { changePeople } from "./change-people.ts"
import type { MemberOf } from "./find-member.ts"
import { findOther, type OtherRefusal } from "./find-other.ts"
import type { PeopleChange } from "./people-change.ts"

/**
 * Gives somebody another role, which holds from their next request on. Whoever may no longer invite keeps no open
 * invitation either: they have seen its link, and could come back by it.
 */
export function changeRole(
  db: Kysely<Tables>,
  change: PeopleChange,
  personId: string,
  role: GivenRole,
): Promise<MemberOf | OtherRefusal | "no_longer_allowed"> {
  const { workspaceId } = change
  return changePeople(db, change, "people:manage", async (trx) => {
    const member = await findOther(trx, change, personId)
    if (typeof member === "string" || member.role === role) return member
    await trx
      .updateTable("member")
      .set({ role })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", personId)
      .where("role", "<>", "owner")
      .execute()
    if (!can(role, "people:manage")) await revokeInvitationsOf(trx, change, personId)
    await recordAudit(trx, {
      workspaceId,
      actor: change.actor,
      action: "role.changed",
      target: { kind: "person", id: personId, name: member.email },
      detail: { before: member.role, after: role },
      at: change.at,
    })
    return { ...member, role }
  })
}
