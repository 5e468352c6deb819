import { modes } from "@holdfast/protocol"
import type { Database } from "../../db/database.ts"
import type { Billing } from "../billing.ts"
import { askForStates } from "./ask-for-states.ts"
import { catchUp } from "./catch-up.ts"
import type { BillingPlace } from "./take-events.ts"

/**
 * Reads what happened at the billing systems that a workspace has connected, and how its subscriptions stand.
 * @returns how many events nobody had delivered, and how many subscriptions were written
 */
export async function readBilling(
  database: Database,
  billing: Billing,
  workspaceId: string,
): Promise<{ caughtUp: number; written: number }> {
  let [caughtUp, written] = [0, 0]
  for (const mode of modes) {
    const place = { workspaceId, mode }
    const system = await billing.systemOf(workspaceId, mode)
    if (!system) continue
    caughtUp += await catchUp(database, billing, system, place)
    written += await askForStates(database, billing, system, place)
  }
  return { caughtUp, written }
}

/** Asks for what deliveries of the last moment said, of all workspaces. */
export async function askBilling(database: Database, billing: Billing): Promise<void> {
  for (const place of await takeNews(database)) {
    const system = await billing.systemOf(place.workspaceId, place.mode)
    if (system) await askForStates(database, billing, system, place)
  }
}

/** Marked as read before anything is asked: what comes meanwhile is news again. */
const takeNews = ({ db }: Database): Promise<BillingPlace[]> =>
  db
    .updateTable("billing_reading")
    .set({ has_news: false })
    .where("has_news", "=", true)
    .returning(["workspace_id as workspaceId", "mode"])
    .execute()
