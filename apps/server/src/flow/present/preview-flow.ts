import type { PreviewRequest } from "@holdfast/protocol/dashboard"
import type { PresentedFlow } from "@holdfast/protocol/flow"
import { shapeFaultOf } from "../check-content.ts"
import { presentFlow } from "./present-flow.ts"
import { wishesOf } from "./speak-to.ts"

type Previewed = { kind: "preview"; flow: PresentedFlow } | { kind: "invalid"; sentence: string }

/**
 * Any content of the right shape as the widget shows it, faults and all. Nothing is read or kept.
 * @param customer somebody invented, who fills the merge fields; null leaves each to its fallback
 */
export function previewFlow(
  { content, customer, lang }: Omit<PreviewRequest, "content"> & { content: unknown },
  now: Date,
): Previewed {
  const sentence = shapeFaultOf(content)
  if (sentence !== null) return { kind: "invalid", sentence }
  const blueprint = {
    ...{ id: "preview", flowId: "preview", name: "Preview", segmentId: null, version: 0 },
    publishedAt: now.toISOString(),
    content: content as PreviewRequest["content"],
  }
  // one run for all previews: choices that are shuffled stay where they are while somebody types
  const wishes = wishesOf({ lang })
  return { kind: "preview", flow: presentFlow(blueprint, { customer, snapshot: {}, run: "preview", wishes }) }
}
