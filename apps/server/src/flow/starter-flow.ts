import { primaryFlowName } from "@holdfast/protocol"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { choice, confirm, followUp, freeform, pauseOffer, survey } from "./flow-parts.ts"
import type { WorkspaceFlows } from "./workspace-flows.ts"

/** The flows of a new workspace: a Primary Flow, whose first version is the starter flow. */
export function starterFlows(ids: { flow: string; blueprint: string }, now: Date): WorkspaceFlows {
  const primary = { name: primaryFlowName, segmentId: null }
  const content = starterFlow()
  return {
    segments: [],
    flows: [{ ...primary, id: ids.flow, arm: null }],
    blueprints: [
      {
        ...primary,
        id: ids.blueprint,
        flowId: ids.flow,
        version: 1,
        publishedAt: now.toISOString(),
        content,
      },
    ],
  }
}

/**
 * What a new workspace's Primary Flow shows. It knows nothing of the merchant, so it offers nothing
 * that costs them money: a pause for those who do not use it, an ear for everyone.
 */
export function starterFlow(): BlueprintContent {
  const steps = [
    survey("What makes you want to cancel?", [
      choice("too-expensive", "It is too expensive"),
      choice("not-using", "I am not using it enough", { offer: pauseOffer(3) }),
      choice("missing-features", "Something I need is missing", {
        followup: followUp("missing-features", "What were you missing?", [], "Tell us in your own words"),
      }),
      choice("technical-problems", "I ran into technical problems", {
        followup: followUp("technical-problems", "What went wrong?", [], "Tell us in your own words"),
      }),
      choice("switching", "I am switching to something else"),
      choice("other", "Something else"),
    ]),
    freeform("Is there anything else we should know?"),
    confirm(),
  ]
  return {
    steps,
    branding: { primaryColor: null, brandImage: null },
    discountCooldown: null,
    pauseCooldown: null,
  }
}
