import { readableText } from "@holdfast/protocol"
import type { Weekday } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import type { MailedDigest } from "./unsubscribe-link.ts"

/** What a link of a mail would end, without what only members may know; null where it has ended. */
export async function findMailedDigest(
  db: Db,
  { workspaceId, digestId }: MailedDigest,
): Promise<{ workspaceName: string; weekday: Weekday; hour: number; timeZone: string } | null> {
  const row = await db
    .selectFrom("digest")
    .innerJoin("workspace", "workspace.id", "digest.workspace_id")
    .select(["workspace.name", "digest.weekday", "digest.hour", "digest.time_zone"])
    .where("digest.workspace_id", "=", workspaceId)
    .where("digest.id", "=", digestId)
    .executeTakeFirst()
  if (!row) return null
  const { name, weekday, hour, time_zone } = row
  return {
    workspaceName: readableText(name) ?? "a workspace",
    weekday: weekday,
    hour,
    timeZone: time_zone,
  }
}

/** Ends it, whether or not it had ended before. */
export async function endDigest(db: Db, { workspaceId, digestId }: MailedDigest): Promise<void> {
  await db.deleteFrom("digest").where("workspace_id", "=", workspaceId).where("id", "=", digestId).execute()
}
