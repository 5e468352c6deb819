import type { SessionFacts } from "@holdfast/protocol"
import { attributeOf, ruleHolds } from "@holdfast/protocol/flow"
import type { Flow, Segment } from "./workspace-flows.ts"

/**
 * The segment that decides a customer's flow: the first that is enabled and all of whose rules hold. A rule over
 * something that is not known of the customer does not hold, save for `NOT_INCLUDES`. A segment without rules matches nobody.
 * @param segments in order of priority
 * @param facts what the session says of its customer as it opens
 * @param at when the session began: ages are counted to it
 * @returns null where none matches: the customer sees the Primary Flow
 */
export function firstMatch<S extends Pick<Segment, "enabled" | "filter">>(
  segments: readonly S[],
  facts: SessionFacts,
  at: Date,
): S | null {
  const matches = ({ enabled, filter }: S) =>
    enabled &&
    filter.length > 0 &&
    filter.every((rule) => ruleHolds(rule, attributeOf(rule.attribute, facts, at)))
  return segments.find(matches) ?? null
}

/** Which of a segment's flows a customer of it sees who is in no A/B test: never the variant. */
export const shownByItself = <F extends Pick<Flow, "arm">>(flows: readonly F[]): F | null =>
  flows.find(({ arm }) => arm !== "variant") ?? null
