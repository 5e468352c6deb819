import type { FigureCheck } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"

/** What the last look of the night found; null before the first came to its end. */
export async function readFigureCheck(db: Db, workspaceId: string): Promise<FigureCheck | null> {
  const row = await db
    .selectFrom("figure_check")
    .select(["checked_at", "blocks", "differing", "differences"])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst()
  if (!row?.checked_at) return null
  const { checked_at, ...check } = row
  return { checkedAt: checked_at.toISOString(), ...check }
}
