import type { Db } from "../db/database.ts"
import { demoId } from "./demo-flows.ts"
import { dayMs, startOfDay } from "./rhythm.ts"
import { campaign } from "./story.ts"

/** The note of a program beside the figures, on the day on which the demo's campaign began. */
export async function writeDemoNote(trx: Db, workspaceId: string, now: Date): Promise<void> {
  const at = new Date(startOfDay(now.getTime() - campaign.daysAgo * dayMs))
  await trx
    .insertInto("note")
    .values({
      ...{
        workspace_id: workspaceId,
        id: demoId(workspaceId, "note"),
        at,
        is_day: true,
        text: campaign.text,
      },
      ...{ author_id: null, key_name: "Marketing calendar", created_at: at, updated_at: at },
    })
    .execute()
}
