import type { MissingFacts } from "@holdfast/protocol"
import type { FactsAnswer } from "./ask-facts.ts"
import type { Claim } from "./subscription-of.ts"

/** What the billing says of a customer, in regard to the subscription that they prove or name. */
export type FactsInQuestion =
  | FactsAnswer
  | { kind: "missing"; provider: "stripe"; reason: Extract<MissingFacts, "other-subscription"> }

/**
 * The subscription that the proof covers, or that the page names, comes first. Where it is none of theirs nothing is told: a
 * proof of somebody else's subscription does not prove the customer beside it, and plan and price would be of another one.
 */
export function inQuestion(
  { subscription }: Pick<Claim, "subscription">,
  answer: FactsAnswer,
): FactsInQuestion {
  if (answer.kind !== "known") return answer
  const { provider, facts } = answer
  const meant = subscription.proven ?? subscription.named
  if (meant === null) return answer
  const wanted = facts.subscriptions.find(({ id }) => id === meant)
  if (!wanted) return { kind: "missing", provider, reason: "other-subscription" }
  const others = facts.subscriptions.filter((each) => each !== wanted)
  return { ...answer, facts: { ...facts, subscriptions: [wanted, ...others] } }
}
