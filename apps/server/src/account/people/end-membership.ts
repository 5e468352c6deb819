import type { Db } from "../../db/database.ts"
import { revokeInvitationsOf } from "../invitation/revoke-invitation.ts"
import type { PeopleChange } from "./people-change.ts"

/** Takes somebody who is not the owner out of the workspace, and back what they sent in its name. */
export async function endMembership(trx: Db, change: PeopleChange, personId: string): Promise<void> {
  await trx
    .deleteFrom("member")
    .where("workspace_id", "=", change.workspaceId)
    .where("user_id", "=", personId)
    .where("role", "<>", "owner")
    .execute()
  await revokeInvitationsOf(trx, change, personId)
}
