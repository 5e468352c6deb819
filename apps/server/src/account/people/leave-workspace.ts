import type { Role } from "@holdfast/protocol"
import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "./change-people.ts"
import type { Deed } from "./deed.ts"
import { endMembership } from "./end-membership.ts"

/** Takes the person of the deed out of the workspace, as which they were `role`. They stay signed in. */
export const leaveWorkspace = (
  db: Kysely<Tables>,
  deed: Deed,
  role: Role,
): Promise<"left" | "no_longer_allowed"> =>
  changePeople(db, deed, "workspace:leave", async (trx) => {
    await endMembership(trx, deed, deed.personId)
    const { workspaceId, actor, at } = deed
    await recordAudit(trx, { workspaceId, actor, action: "person.left", detail: { role }, at })
    return "left" as const
  })
