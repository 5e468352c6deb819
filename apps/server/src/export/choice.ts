import { defaultExportColumns, type ExportChoice, exportSeparators } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"

/** Whose choice: a person in a workspace. */
interface Chooser {
  workspaceId: string
  userId: string
}

/** What this person chose last; else what everybody begins with. */
export async function readChoice(db: Db, { workspaceId, userId }: Chooser): Promise<ExportChoice> {
  const kept = await db
    .selectFrom("export_choice")
    .select("choice")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .executeTakeFirst()
  if (kept) return kept.choice
  const workspace = await db
    .selectFrom("workspace")
    .select("time_zone")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  return {
    profile: "spreadsheet",
    columns: [...defaultExportColumns],
    timeZone: workspace.time_zone,
    separator: exportSeparators[0],
    isCompressed: true,
  }
}

export async function keepChoice(
  db: Db,
  { workspaceId, userId }: Chooser,
  choice: ExportChoice,
): Promise<void> {
  await db
    .insertInto("export_choice")
    .values({ workspace_id: workspaceId, user_id: userId, choice: JSON.stringify(choice) })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "user_id"])
        .doUpdateSet((eb) => ({ choice: eb.ref("excluded.choice") })),
    )
    .execute()
}
