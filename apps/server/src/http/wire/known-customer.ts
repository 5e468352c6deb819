import {
  type BillingFactsNote,
  type CustomerSnapshot,
  type DirectCustomer,
  type DirectSubscription,
  type MissingFacts,
  snapshotOf,
} from "@holdfast/protocol"
import type { Caller } from "../../account/admit-customer.ts"
import type { Billing } from "../../billing/billing.ts"
import { inQuestion } from "../../billing/subscription-in-question.ts"

/** What a page says of its customer. */
interface Said {
  customer?: DirectCustomer | null | undefined
  subscriptions?: readonly DirectSubscription[] | null | undefined
  attributes?: Record<string, unknown> | null | undefined
}

/** What is known of a customer as their flow opens: the billing's word goes before the page's. */
export interface KnownCustomer {
  snapshot: CustomerSnapshot
  customer: DirectCustomer | null
  subscriptions: DirectSubscription[]
  /** What came of asking the billing; null where it was not asked. */
  billingFacts: BillingFactsNote | null
}

/**
 * What the page says of its customer, with what the connected billing system says of them. A page that describes its customer
 * itself is taken at its word, and the billing is not asked.
 */
export async function knowCustomer(
  billing: Pick<Billing, "askFacts">,
  caller: Caller,
  said: Said,
): Promise<KnownCustomer> {
  const byPage = snapshotOf(said.customer, said.subscriptions, said.attributes)
  const described = {
    snapshot: byPage,
    customer: said.customer ?? null,
    subscriptions: [...(said.subscriptions ?? [])],
  }
  const { customerId, workspace, mode, verified } = caller
  if (said.customer != null || customerId === null || !verified) return { ...described, billingFacts: null }
  const answer = inQuestion(caller, await billing.askFacts({ workspaceId: workspace.id, mode, customerId }))
  if (answer.kind === "notConnected") return { ...described, billingFacts: null }
  const { provider } = answer
  if (answer.kind === "missing")
    return { ...described, billingFacts: { provider, missing: answer.reason satisfies MissingFacts } }
  const { facts } = answer
  const { id: _, customAttributes: metadata, ...own } = snapshotOf(facts.customer, facts.subscriptions, null)
  const attributes = { ...metadata, ...byPage.customAttributes }
  return {
    snapshot: {
      ...byPage,
      ...own,
      ...(Object.keys(attributes).length > 0 && { customAttributes: attributes }),
    },
    customer: facts.customer,
    subscriptions: [...facts.subscriptions],
    billingFacts: { provider, asOf: facts.asOf.toISOString(), fields: Object.keys(own).join(",") },
  }
}
