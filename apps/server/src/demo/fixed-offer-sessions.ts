import type { OfferType } from "@holdfast/protocol"
import type { Course } from "./course.ts"
import type { FixedSession } from "./fixed-sessions.ts"
import type { Reason } from "./reasons.ts"

const dayMs = 24 * 60 * 60 * 1000

const taking = (offerType: OfferType, reason: Reason): Partial<Course> => ({
  reason,
  accepts: (offer) => offer.offerType === offerType,
})

/**
 * One session for each kind of offer taken, and the circumstances that simulated customers are seldom in.
 * @param now epoch milliseconds
 */
export const fixedOfferSessions = (now: number): FixedSession[] => [
  {
    minutesAgo: 34,
    who: "noah",
    market: "CA",
    plan: "starter_monthly",
    course: taking("DISCOUNT", "too-expensive"),
  },
  { minutesAgo: 52, who: "mila", market: "DE", plan: "pro_monthly", course: taking("PAUSE", "not-using") },
  {
    minutesAgo: 71,
    who: "kenji",
    market: "JP",
    plan: "starter_monthly",
    monthsSubscribed: 0.3,
    person: { trial: { startsAt: now - 9 * dayMs, endsAt: now + 5 * dayMs } },
    flow: "On trial",
    course: taking("TRIAL_EXTENSION", "not-using"),
  },
  {
    minutesAgo: 95,
    who: "manon",
    market: "FR",
    plan: "pro_annual",
    course: taking("CONTACT", "technical-problems"),
  },
  {
    minutesAgo: 118,
    who: "oscar",
    market: "ES",
    plan: "team_annual",
    monthsSubscribed: 14,
    flow: "Annual teams",
    course: taking("PLAN_CHANGE", "too-expensive"),
  },
  // in the second year, and now trying a plan by the year
  {
    minutesAgo: 148,
    who: "nadia",
    market: "US-WA",
    plan: "pro_annual",
    monthsSubscribed: 14,
    person: { trial: { startsAt: now - 5 * dayMs, endsAt: now + 9 * dayMs } },
    flow: "On trial",
    course: { reason: "too-expensive" },
  },
  { minutesAgo: 163, who: "yuki", market: "AU", plan: "weekly", course: taking("REDIRECT", "project-over") },
  {
    minutesAgo: 181,
    who: "omar",
    market: "US-OH",
    plan: "pro_monthly",
    person: { usesSdk: true },
    course: taking("REBATE", "too-expensive"),
  },
  {
    minutesAgo: 196,
    who: "petra",
    market: "SE",
    plan: "team_monthly",
    person: { usesSdk: true },
    traits: { hasOwnStep: true },
    course: taking("CUSTOM", "missing-features"),
  },
  // an adaptive discount, with a second offer on top
  {
    minutesAgo: 800,
    who: "walter",
    market: "DE",
    plan: "pro_annual",
    monthsSubscribed: 62,
    flow: "Long-time customers",
    course: { ...taking("DISCOUNT", "missing-features"), writesFeedback: true },
    traits: { isAdaptive: true, isStacked: true, isAnalysed: true },
  },
  // paused already, and a pause not long ago
  {
    minutesAgo: 910,
    who: "marta",
    market: "ES",
    plan: "pro_monthly",
    monthsSubscribed: 9,
    person: { pausedUntil: now + 20 * dayMs, tookPauseAt: now - 40 * dayMs },
    course: { reason: "not-using" },
    traits: { isManaged: true, isOverridden: true, asksForLanguage: true },
    // the page's own code led away before it answered
    facts: { decisionState: "asked" },
  },
  // has a discount already
  {
    minutesAgo: 1010,
    who: "stefan",
    market: "GB",
    plan: "team_monthly",
    monthsSubscribed: 5,
    person: {
      discount: {
        couponId: "WELCOME15",
        couponType: "PERCENT",
        couponAmount: 15,
        couponDuration: 12,
        endsAt: now + 200 * dayMs,
      },
    },
    course: { reason: "other", writesFeedback: true },
  },
]
