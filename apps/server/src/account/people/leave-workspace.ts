import type { Role } from "@holdfast/protocol"
import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "./change-people.ts"
import { endMembership } from "./end-membership.ts"
import type { PeopleChange } from "./people-change.ts"

/** Takes the person of the change out of the workspace, as which they were `role`. They stay signed in. */
export const leaveWorkspace = (
  db: Kysely<Tables>,
  change: PeopleChange,
  role: Role,
): Promise<"left" | "no_longer_allowed"> =>
  changePeople(db, change, "workspace:leave", async (trx) => {
    await endMembership(trx, change, change.personId)
    const { workspaceId, actor, at } = change
    await recordAudit(trx, { workspaceId, actor, action: "person.left", detail: { role }, at })
    return "left" as const
  })
