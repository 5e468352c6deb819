import type { Blueprint } from "@holdfast/protocol/flow"
import type { Person } from "./people.ts"
import type { Prng } from "./prng.ts"

/** Circumstances of a session that do not sway the customer. */
export interface Traits {
  /** An adaptive offer picks the discounts. */
  isAdaptive: boolean
  /** The merchant's own step comes first. */
  hasOwnStep: boolean
  /** Ran through the email-verified flow. */
  isManaged: boolean
  /** A second offer came with the one that was taken. */
  isStacked: boolean
  /** The page's own callback did the work. */
  isOverridden: boolean
  /** Somebody looked through the feedback for what it says. */
  isAnalysed: boolean
  /** The page asked for a language. */
  asksForLanguage: boolean
}

export function drawTraits(person: Person, blueprint: Blueprint, chance: Prng): Traits {
  const { usesSdk } = person
  return {
    isAdaptive: blueprint.segmentId !== null && chance.chance(0.2),
    hasOwnStep: usesSdk && chance.chance(0.35),
    isManaged: !usesSdk && chance.chance(0.02),
    isStacked: chance.chance(0.02),
    isOverridden: !usesSdk && chance.chance(0.2),
    isAnalysed: chance.chance(0.3),
    asksForLanguage: !usesSdk && chance.chance(0.04),
  }
}
