import type { Db } from "../../db/database.ts"
import type { SentDelivery } from "./settle-deliveries.ts"

/**
 * Notes of an endpoint that deliveries arrive, or fail. Of several at once one that arrived is enough. What a person had
 * sent does not count.
 */
export async function noteHealth(db: Db, sent: readonly SentDelivery[]): Promise<void> {
  const counted = sent.filter(({ delivery }) => !delivery.is_replay)
  const arrived = counted.findLast(({ posted }) => posted.error === null)
  const last = arrived ?? counted.at(-1)
  if (!last) return
  const { at, delivery } = last
  const endpoint = db
    .updateTable("webhook_endpoint")
    .where("workspace_id", "=", delivery.workspace_id)
    .where("id", "=", delivery.endpoint_id)
  if (!arrived) {
    await endpoint
      .set((eb) => ({ failing_since: eb.fn.coalesce("failing_since", eb.val(at)), last_failed_at: at }))
      .execute()
    return
  }
  await endpoint
    .set({ failing_since: null, warned_at: null, last_delivered_at: at })
    // a busy endpoint is not written anew for each batch
    .where((eb) =>
      eb.or([
        eb("failing_since", "is not", null),
        eb("last_delivered_at", "is", null),
        eb("last_delivered_at", "<", new Date(at.getTime() - 10_000)),
      ]),
    )
    .execute()
}
