import { newId } from "../../../db/new-id.ts"
import { prng } from "../../../demo/prng.ts"
import type { Stored } from "../../../session/testing/naive-sessions.ts"
import { randomSession } from "../../../session/testing/random-sessions.ts"

/** A live, settled and verified session for tests, of which only what they say matters. */
export function newSession(
  of: { workspaceId: string; customerId: string; subscriptionId: string | null; createdAt: Date },
  more: Partial<Stored>,
): Stored {
  const from = of.createdAt.getTime()
  return {
    ...randomSession(prng(from), of.workspaceId, { from, to: from + 1 }),
    id: newId(of.createdAt),
    created_at: of.createdAt,
    settled_at: of.createdAt,
    customer_id: of.customerId,
    subscription_id: of.subscriptionId,
    mode: "live",
    verified: true,
    bounced_by: null,
    foreign_id: null,
    ...more,
  }
}
