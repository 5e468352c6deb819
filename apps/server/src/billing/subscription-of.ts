import type { Mode } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"

/** Who asks for an action, and which subscription they name beside their proof. */
export interface Claim {
  workspaceId: string
  mode: Mode
  customerId: string
  subscription: { named: string | null; proven: string | null }
}

/** What is known of a claim: whose subscription it is, or that nobody knows. */
export type KnownSubscription = { kind: "known"; subscriptionId: string | null } | { kind: "unproven" }

/**
 * Which subscription a request is about. One that a client names counts only where the proof covers it, or where the
 * company itself brought along a session in which this customer has it: an id is easily written into a page, and another
 * customer's would be cancelled. See decision 30.
 */
export async function subscriptionOf(db: Db, claim: Claim): Promise<KnownSubscription> {
  const { named, proven } = claim.subscription
  if (named === null || named === proven) return { kind: "known", subscriptionId: proven }
  if (proven !== null) return { kind: "unproven" }
  const imported = await db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", claim.workspaceId)
    .where("customer_id", "=", claim.customerId)
    .where("mode", "=", claim.mode)
    .where("source", "=", "import")
    .where("subscription_id", "=", named)
    .limit(1)
    .executeTakeFirst()
  return imported ? { kind: "known", subscriptionId: named } : { kind: "unproven" }
}
