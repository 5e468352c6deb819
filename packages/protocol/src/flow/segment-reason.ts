import type { SessionFacts } from "../schema/session-facts.ts"
import { type AttributeValue, attributeOf, ruleHolds, type SegmentRule, segmentOperands } from "./segment.ts"

/** Which rules led a customer to their flow. */
export type SegmentReason =
  /** No segment matched. */
  | { kind: "primary" }
  /** `name` is null where the segment is unknown here: deleted, or from another system. The rules are today's. */
  | { kind: "segment"; id: string; name: string | null; rules: JudgedRule[] }

export interface JudgedRule extends SegmentRule {
  /** What the session knows of the customer; null where nothing was recorded. */
  actual: AttributeValue | null
  /** null where it cannot be told without knowing the attribute. */
  holds: boolean | null
}

/** A segment's rules beside what the session knows of its customer. */
export function segmentReason(
  segmentId: string | null,
  segment: { name: string; filter: readonly unknown[] } | null,
  facts: SessionFacts,
  createdAt: Date,
): SegmentReason {
  if (segmentId === null) return { kind: "primary" }
  const rules = (segment?.filter ?? []).flatMap((rule) => readRule(rule) ?? [])
  return {
    kind: "segment",
    id: segmentId,
    name: segment?.name ?? null,
    rules: rules.map((rule) => {
      const actual = attributeOf(rule.attribute, facts, createdAt)
      return { ...rule, actual: actual ?? null, holds: actual === undefined ? null : ruleHolds(rule, actual) }
    }),
  }
}

/** A stored rule; null for what is none. */
export function readRule(stored: unknown): SegmentRule | null {
  if (typeof stored !== "object" || stored === null) return null
  const { attribute, operand, value, type } = stored as Record<string, unknown>
  const known = segmentOperands.find((each) => each === operand)
  if (typeof attribute !== "string" || !known || !Array.isArray(value)) return null
  const rule: SegmentRule = { attribute, operand: known, value: value.map(String) }
  const types = ["STRING", "NUMBER", "BOOLEAN", "DATE"] as const
  const knownType = types.find((each) => each === type)
  return knownType ? { ...rule, type: knownType } : rule
}
