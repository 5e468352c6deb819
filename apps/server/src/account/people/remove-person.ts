import { type Kysely, sql } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "./change-people.ts"
import { endMembership } from "./end-membership.ts"
import type { MemberOf } from "./find-member.ts"
import { findOther, type OtherRefusal } from "./find-other.ts"
import type { PeopleChange } from "./people-change.ts"

/**
 * Takes somebody out of the workspace and ends all of their logins at once. A login is not one workspace's: where they
 * belong to others they sign in again.
 * @returns whom it removed
 */
export function removePerson(
  db: Kysely<Tables>,
  change: PeopleChange,
  personId: string,
): Promise<MemberOf | OtherRefusal | "no_longer_allowed"> {
  const { workspaceId } = change
  return changePeople(db, change, "people:manage", async (trx) => {
    const member = await findOther(trx, change, personId)
    if (typeof member === "string") return member
    await endMembership(trx, change, personId)
    await sql`delete from auth.login where "userId" = ${personId}`.execute(trx)
    await recordAudit(trx, {
      workspaceId,
      actor: change.actor,
      action: "person.removed",
      target: { kind: "person", id: personId, name: member.email },
      detail: { role: member.role },
      at: change.at,
    })
    return member
  })
}
