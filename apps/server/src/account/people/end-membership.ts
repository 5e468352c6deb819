import type { Db } from "../../db/database.ts"
import { mailNoAlertsTo } from "../../insight/alert/mail-no-alerts-to.ts"
import { removeDigestsOf } from "../../insight/digest/digests.ts"
import { revokeInvitationsOf } from "../invitation/revoke-invitation.ts"
import type { PeopleChange } from "./people-change.ts"

/** Takes somebody who is not the owner out of the workspace, back what they sent in its name, and ends what they are sent of it. */
export async function endMembership(trx: Db, change: PeopleChange, personId: string): Promise<void> {
  await trx
    .deleteFrom("member")
    .where("workspace_id", "=", change.workspaceId)
    .where("user_id", "=", personId)
    .where("role", "<>", "owner")
    .execute()
  await mailNoAlertsTo(trx, { workspaceId: change.workspaceId, userId: personId })
  await removeDigestsOf(trx, { workspaceId: change.workspaceId, userId: personId })
  await revokeInvitationsOf(trx, change, personId)
}
