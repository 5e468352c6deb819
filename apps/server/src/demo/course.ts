import type { BillingInterval, OfferType } from "@holdfast/protocol"
import { ageMonths, isOnTrial, type Person } from "./people.ts"
import { at, type Prng } from "./prng.ts"
import { type Reason, reasons, reasonWeights } from "./reasons.ts"
import type { ShownOffer } from "./shown-offer.ts"
import type { Story } from "./story.ts"

/** What is going on in one customer's head as they open the flow. */
export interface Course {
  reason: Reason
  /** Leaves during this step, counted from 1; infinity for one who sees it through. */
  patience: number
  /** Leaves without closing: the tab stays open, or the phone goes into the pocket. */
  goesSilent: boolean
  /** Presses Cancel Now where there is one. */
  cancelsAtOnce: boolean
  answersFollowUp: boolean
  writesFeedback: boolean
  accepts: (offer: ShownOffer) => boolean
}

/** Firm: came back to go through with it. Curious: looks and leaves. */
export type Mood = "first" | "firm" | "curious"

/** How likely each offer is taken by someone with this reason. Where the reason is not named, `else`. */
const appeal: Readonly<Record<OfferType, Partial<Record<Reason, number>> & { else: number }>> = {
  DISCOUNT: { "too-expensive": 0.42, switching: 0.4, else: 0.1 },
  PAUSE: { "not-using": 0.42, "project-over": 0.3, else: 0.14 },
  PLAN_CHANGE: { "too-expensive": 0.34, "not-using": 0.3, else: 0.12 },
  TRIAL_EXTENSION: { "not-using": 0.46, "missing-features": 0.18, else: 0.2 },
  CONTACT: { "technical-problems": 0.38, "missing-features": 0.3, "too-expensive": 0.12, else: 0.07 },
  REDIRECT: { "project-over": 0.26, else: 0.12 },
  REBATE: { else: 0.34 },
  CUSTOM: { else: 0.36 },
}

/** How much of that is left for those who are not bound for long and came for a short while. */
const appealByInterval: Readonly<Record<BillingInterval, number>> = {
  DAY: 0.5,
  WEEK: 0.35,
  MONTH: 1,
  YEAR: 1,
}

/** The chance that an offer is taken. A bigger discount tempts more, a firm customer less. */
export function acceptance(offer: ShownOffer, reason: Reason, mood: Mood, yearsIn: number): number {
  const base = appeal[offer.offerType][reason] ?? appeal[offer.offerType].else
  const size = offer.percent > 0 ? 0.5 + offer.percent / 60 : 1
  return base * size * (mood === "firm" ? 0.35 : 1) * (1.25 + 0.06 * yearsIn)
}

/** @param earlier the reason they gave in an earlier session; people seldom change it within a day */
export function makeCourse(
  person: Person,
  startsAt: number,
  yearsIn: number,
  mood: Mood,
  earlier: Reason | null,
  story: Story,
  chance: Prng,
): Course {
  const { plan } = person
  const weights = reasonWeights({
    planKey: plan.key,
    isTeam: plan.isTeam,
    onTrial: isOnTrial(person, startsAt),
    ageMonths: ageMonths(person, startsAt),
    yearsIn,
  })
  const told = weights.map((weight, i) => weight * story.oftener(at(reasons, i), plan, startsAt))
  const drawn = at(reasons, chance.weighted(told))
  const reason = earlier && chance.chance(0.85) ? earlier : drawn
  const leaves = chance.chance(mood === "curious" ? 1 : mood === "firm" ? 0.08 : 0.3)
  return {
    reason,
    patience: leaves
      ? mood === "curious"
        ? 1
        : 1 + chance.weighted([50, 28, 14, 8])
      : Number.POSITIVE_INFINITY,
    goesSilent: chance.chance(0.22),
    cancelsAtOnce: mood !== "curious" && chance.chance(mood === "firm" ? 0.25 : 0.1),
    answersFollowUp: chance.chance(0.78),
    writesFeedback: chance.chance(0.42),
    accepts: (offer) =>
      chance.chance(acceptance(offer, reason, mood, yearsIn) * appealByInterval[plan.interval]),
  }
}
