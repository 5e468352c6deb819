import type { Mode } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"
import type { AskFacts } from "./ask-facts.ts"
import type { Billing } from "./billing.ts"

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
 * Which subscription a request is about. One that a client names counts only where the proof covers it, where the company
 * itself brought along a session in which this customer has it, or where it is one of theirs at the connected billing system:
 * an id is easily written into a page, and another customer's would be cancelled. See decision 30.
 */
export async function subscriptionOf(
  db: Db,
  { askFacts }: Pick<Billing, "askFacts">,
  claim: Claim,
): Promise<KnownSubscription> {
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
  const isTheirs = imported !== undefined || (await hasAtBilling(askFacts, claim, named))
  return isTheirs ? { kind: "known", subscriptionId: named } : { kind: "unproven" }
}

async function hasAtBilling(
  askFacts: AskFacts,
  { workspaceId, mode, customerId }: Claim,
  subscriptionId: string,
): Promise<boolean> {
  const answer = await askFacts({ workspaceId, mode, customerId })
  return answer.kind === "known" && answer.facts.subscriptions.some(({ id }) => id === subscriptionId)
}
