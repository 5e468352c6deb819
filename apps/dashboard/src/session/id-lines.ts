import type { SessionPage } from "@holdfast/protocol/dashboard"
import type { Fact } from "../parts/fact-list.tsx"

/** Every id of a session, to copy. */
export function idLines({ row, facts }: SessionPage): Fact[] {
  const ids: [string, string | null | undefined][] = [
    ["Session", row.id],
    ["Customer", row.customer.id],
    ["Subscription", facts.customer?.subscriptionId],
    ["Flow version", row.flow.blueprintId],
    ["Segment", row.flow.segmentId],
    ["A/B test", facts.abtest],
    ["Survey", facts.surveyId],
    ["Survey choice", facts.surveyChoiceId],
    ["Replaced by", row.bouncedBy?.id],
  ]
  return ids.flatMap(([label, text]): Fact[] => (text ? [{ label, text, isId: true }] : []))
}
