import { type Mode, modes } from "@holdfast/protocol"
import type { Database, Db } from "../../db/database.ts"
import { queueJob } from "../../db/queue-job.ts"
import type { Billing } from "../billing.ts"
import type { BillingEvent, BillingSystem } from "../billing-system.ts"
import { type BillingPlace, takeEvents } from "./take-events.ts"

export type DeliveryTaken =
  | { kind: "taken" }
  /** The workspace has nothing connected that could have sent it. */
  | { kind: "unconnected" }
  /** No connection's secret signed it, or too long ago. The reason is a sentence. */
  | { kind: "unsigned"; reason: string }

/**
 * Takes what was posted to the workspace's address. Its mode is that of the connection whose secret signed it. Only what
 * must not be lost is done here: billing systems wait for the answer for seconds, and deliver again what was not answered.
 */
export async function takeDelivery(
  database: Database,
  billing: Pick<Billing, "systemOf" | "now">,
  name: BillingSystem["name"],
  workspaceId: string,
  headers: Readonly<Record<string, unknown>>,
  rawBody: Buffer,
): Promise<DeliveryTaken> {
  const reasons: string[] = []
  for (const mode of modes) {
    const system = await billing.systemOf(workspaceId, mode)
    if (system?.name !== name) continue
    const delivery = system.readDelivery(headers, rawBody)
    if (delivery.kind === "unsigned") reasons.push(delivery.reason)
    if (delivery.kind === "ignored") return { kind: "taken" }
    if (delivery.kind !== "event") continue
    await keep(database, billing, { workspaceId, mode }, system.name, delivery.event)
    return { kind: "taken" }
  }
  // what a secret signed too long ago is nearer the mark than that the others did not sign it
  const reason = reasons.find((each) => each.includes("older")) ?? reasons[0]
  return reason === undefined ? { kind: "unconnected" } : { kind: "unsigned", reason }
}

const keep = (
  { db }: Database,
  { now }: Pick<Billing, "now">,
  place: BillingPlace,
  source: BillingSystem["name"],
  event: BillingEvent,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const added = await takeEvents(trx, place, source, [event], now())
    if (added === 0 || event.kind !== "subscriptionChanged") return
    await markNews(trx, place.workspaceId, place.mode)
    await queueJob(trx, "ask-billing")
  })

const markNews = (trx: Db, workspaceId: string, mode: Mode) =>
  trx
    .insertInto("billing_reading")
    .values({ workspace_id: workspaceId, mode, has_news: true })
    .onConflict((conflict) => conflict.columns(["workspace_id", "mode"]).doUpdateSet({ has_news: true }))
    .execute()
