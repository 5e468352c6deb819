import type { BlueprintContent, BlueprintStep } from "@holdfast/protocol/flow"

/** The steps of one of the demo workspace's flows, in its colour. */
export const demoContent = (
  steps: BlueprintStep[],
  cooldowns: { discount: number | null; pause: number | null } = { discount: 60, pause: 90 },
): BlueprintContent => ({
  steps,
  branding: { primaryColor: "#0f766e", brandImage: null },
  discountCooldown: cooldowns.discount,
  pauseCooldown: cooldowns.pause,
})
