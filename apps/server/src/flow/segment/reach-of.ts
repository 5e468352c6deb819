import type { ReachedSessions, SegmentReach } from "@holdfast/protocol/dashboard"
import { attributeOf, ruleHolds, type SegmentRule, typedRule } from "@holdfast/protocol/flow"
import { firstMatch } from "../first-match.ts"
import type { RecentSession } from "./recent-sessions.ts"

/** A segment that is asked before. */
export interface EarlierSegment {
  id: string
  name: string
  rules: readonly SegmentRule[]
}

const mostNewest = 20

/**
 * Some sessions beside the rules of a segment. Whoever was not asked for something then is `unknown`, unless another rule
 * rules them out; what an earlier segment takes is told as customers would be: a rule over what is not known does not hold,
 * save for `NOT_INCLUDES`.
 * @param sessions newest first
 * @param earlier enabled segments with a published flow, in order of priority
 */
export function reachOf(
  sessions: readonly RecentSession[],
  rules: readonly SegmentRule[],
  earlier: readonly EarlierSegment[],
): SegmentReach {
  const asked = rules.map(typedRule)
  const before = earlier.map(({ rules: filter, ...segment }) => ({
    ...segment,
    enabled: true,
    filter: filter.map(typedRule),
  }))
  const unknownByRule = asked.map(() => 0)
  const found: Record<"matching" | "takenEarlier" | "other" | "unknown", RecentSession[]> = {
    ...{ matching: [], takenEarlier: [], other: [], unknown: [] },
  }
  const takers = new Set<EarlierSegment["id"]>()
  for (const session of sessions) {
    const verdict = judge(session, asked, unknownByRule)
    found[verdict].push(session)
    if (verdict !== "matching") continue
    const taker = firstMatch(before, session.facts, session.createdAt)
    if (!taker) continue
    found.takenEarlier.push(session)
    takers.add(taker.id)
  }
  const { matching, takenEarlier, other, unknown } = found
  const isHidden = matching.length > 0 && takenEarlier.length === matching.length
  return {
    sessions: sessions.length,
    matching: toReached(matching),
    takenEarlier: toReached(takenEarlier),
    other: toReached(other),
    unknown: toReached(unknown),
    hiddenBy: isHidden ? before.filter(({ id }) => takers.has(id)).map(({ id, name }) => ({ id, name })) : [],
    unknownByRule,
  }
}

/** @param unknownByRule counts up for each rule whose attribute the session does not know */
function judge(
  { facts, createdAt }: RecentSession,
  rules: readonly SegmentRule[],
  unknownByRule: number[],
): "matching" | "other" | "unknown" {
  let [isRuledOut, isUnknown] = [rules.length === 0, false]
  for (const [i, rule] of rules.entries()) {
    const actual = attributeOf(rule.attribute, facts, createdAt)
    if (actual === undefined) {
      isUnknown = true
      unknownByRule[i] = (unknownByRule[i] ?? 0) + 1
    } else if (!ruleHolds(rule, actual)) isRuledOut = true
  }
  return isRuledOut ? "other" : isUnknown ? "unknown" : "matching"
}

const toReached = (sessions: readonly RecentSession[]): ReachedSessions => ({
  count: sessions.length,
  newest: sessions.slice(0, mostNewest).map(({ id, customer, createdAt }) => ({
    sessionId: id,
    customer,
    createdAt: createdAt.toISOString(),
  })),
})
