import { stepTypeNames } from "@holdfast/protocol"
import type { TimelineStep } from "@holdfast/protocol/flow"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"

/** The kind of a step; a custom one by the merchant's own name. */
export function stepName({ stepType, customStepType }: TimelineStep): string {
  const own = readableText(customStepType)
  if (stepType === "CUSTOM" && own !== null) return shorten(own, 80)
  return stepType === null ? "Step" : stepTypeNames[stepType]
}
