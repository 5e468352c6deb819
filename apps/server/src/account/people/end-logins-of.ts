import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import type { LoginEnd } from "../logins/record-logins.ts"
import { changePeople } from "./change-people.ts"
import { findOther, type OtherRefusal } from "./find-other.ts"
import type { PeopleChange } from "./people-change.ts"

/**
 * Ends all logins of a member, who stays one. A login is not one workspace's: where they belong to others they sign in
 * again. It is written into the log of the workspace whose people decided it, and into no other.
 * @returns how many
 */
export function endLoginsOf(
  db: Kysely<Tables>,
  change: PeopleChange,
  personId: string,
): Promise<number | OtherRefusal | "no_longer_allowed"> {
  const { workspaceId, actor, at } = change
  return changePeople(db, change, "people:manage", async (trx) => {
    const member = await findOther(trx, change, personId)
    if (typeof member === "string") return member
    const { length: logins } = await trx
      .deleteFrom("auth.login")
      .where("userId", "=", personId)
      .returning("id")
      .execute()
    const why: LoginEnd = "ended by an owner or admin"
    await recordAudit(trx, {
      workspaceId,
      actor,
      action: "login.ended",
      target: { kind: "person", id: personId, name: member.email },
      detail: { why, logins },
      at,
    })
    return logins
  })
}
