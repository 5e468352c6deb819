import {
  type BillingFactsNote,
  type CustomerSnapshot,
  type DirectCustomer,
  type DirectSubscription,
  type MissingFacts,
  snapshotOf,
} from "@holdfast/protocol"
import type { Caller } from "../../account/admit-customer.ts"
import type { FactsAnswer } from "../../billing/ask-facts.ts"
import type { Billing } from "../../billing/billing.ts"

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
  const answer = about(caller, await billing.askFacts({ workspaceId: workspace.id, mode, customerId }))
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

type About =
  | FactsAnswer
  | { kind: "missing"; provider: "stripe"; reason: Extract<MissingFacts, "other-subscription"> }

/**
 * The subscription that the proof covers, or that the page names, comes first. Where it is none of theirs nothing is told: a
 * proof of somebody else's subscription does not prove the customer beside it, and plan and price would be of another one.
 */
function about({ subscription }: Caller, answer: FactsAnswer): About {
  if (answer.kind !== "known") return answer
  const { provider, facts } = answer
  const { named, proven } = subscription
  const meant = proven ?? named
  if (meant === null) return answer
  const wanted = facts.subscriptions.find(({ id }) => id === meant)
  if (!wanted) return { kind: "missing", provider, reason: "other-subscription" }
  const others = facts.subscriptions.filter((each) => each !== wanted)
  return { ...answer, facts: { ...facts, subscriptions: [wanted, ...others] } }
}
