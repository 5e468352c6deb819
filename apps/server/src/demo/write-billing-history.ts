import { takeEvents } from "../billing/events/take-events.ts"
import { writeStates } from "../billing/events/write-state.ts"
import type { Db } from "../db/database.ts"
import type { BilledSubscription } from "./billing-history.ts"

/** Rows to a statement, which has at most 65,535 parameters. */
const atOnce = 2000

/** Writes what the demo's billing tells, as if Holdfast had been connected to it all along. */
export async function writeBillingHistory(
  trx: Db,
  workspaceId: string,
  histories: readonly BilledSubscription[],
  now: Date,
): Promise<void> {
  const place = { workspaceId, mode: "live" } as const
  for (const part of parts(histories.map(({ state }) => state))) await writeStates(trx, place, "stripe", part)
  for (const part of parts(histories.flatMap(({ payments }) => payments)))
    await takeEvents(trx, place, "stripe", part, now)
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce)
}
