import type { BlueprintStep } from "./blueprint.ts"

/** The places of a flow in their order; each holds one step or none. */
export const flowSlots = ["INITIAL_OFFER", "SURVEY", "FREEFORM", "FINAL_OFFER", "CONFIRM"] as const
export type FlowSlot = (typeof flowSlots)[number]

/**
 * The slot that each step stands in. An offer is the initial one where it comes first, else the final one.
 */
export const slotsOf = (steps: readonly BlueprintStep[]): FlowSlot[] =>
  steps.map(({ stepType }, i) =>
    stepType === "OFFER" ? (i === 0 ? "INITIAL_OFFER" : "FINAL_OFFER") : stepType,
  )
