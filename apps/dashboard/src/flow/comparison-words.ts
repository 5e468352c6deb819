import type { FlowComparison } from "@holdfast/protocol/flow"

/** What has changed since, in numbers: `Since this one: 2 steps changed, 1 removed, 1 new.` */
export function comparisonSentence({ steps, added, isReordered, settings }: FlowComparison): string {
  const count = (fate: string) => steps.filter((step) => step.fate === fate).length
  const [changed, removed] = [count("changed"), count("removed")]
  const parts = [
    changed > 0 && `${changed} ${changed === 1 ? "step" : "steps"} changed`,
    removed > 0 && `${removed} removed`,
    added.length > 0 && `${added.length} new`,
    isReordered && "the order of the steps changed",
    settings.length > 0 && "look or settings changed",
  ].filter((part) => part !== false)
  return parts.length === 0 ? "It says and does the same." : `Since this one: ${parts.join(", ")}.`
}
