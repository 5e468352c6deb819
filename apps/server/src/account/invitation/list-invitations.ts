import type { OpenInvitation } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { openInvitations, toOpenInvitation } from "./open-invitations.ts"

/** By address; those that have expired too, until they are sent again or taken back. */
export async function listInvitations(db: Db, workspaceId: string, now: Date): Promise<OpenInvitation[]> {
  const rows = await openInvitations(db, workspaceId).orderBy("invitation.email").execute()
  return rows.map((row) => toOpenInvitation(row, now))
}
