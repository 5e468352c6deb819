import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "./change-people.ts"
import { findMember } from "./find-member.ts"
import type { PeopleChange } from "./people-change.ts"

export type HandOverRefusal = "not_a_member" | "owns_it_already" | "no_longer_allowed"

/**
 * Makes a member the owner, and the owner an admin. Of two owners at once the index `member_owner` would refuse the
 * second, so the former steps down first.
 */
export function handOverOwnership(
  db: Kysely<Tables>,
  change: PeopleChange,
  heirId: string,
): Promise<"handed_over" | HandOverRefusal> {
  const { workspaceId, personId } = change
  return changePeople(db, change, "ownership:hand-over", async (trx) => {
    if (heirId === personId) return "owns_it_already"
    const heir = await findMember(trx, workspaceId, heirId)
    if (!heir) return "not_a_member"
    await setRole(trx, workspaceId, personId, "admin")
    await setRole(trx, workspaceId, heirId, "owner")
    await recordAudit(trx, {
      workspaceId,
      actor: change.actor,
      action: "ownership.handed-over",
      target: { kind: "person", id: heirId, name: heir.email },
      detail: { before: heir.role },
      at: change.at,
    })
    return "handed_over"
  })
}

const setRole = (trx: Db, workspaceId: string, userId: string, role: "owner" | "admin") =>
  trx
    .updateTable("member")
    .set({ role })
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .execute()
