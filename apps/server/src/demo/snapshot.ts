import type { CustomerSnapshot } from "@holdfast/protocol"
import { industries } from "./names.ts"
import { isOnTrial, type Person } from "./people.ts"
import { at, type Prng } from "./prng.ts"

const dayMs = 24 * 60 * 60 * 1000
const periodDays = { DAY: 1, WEEK: 7, MONTH: 30.44, YEAR: 365.25 }

const iso = (time: number) => new Date(time).toISOString()

/**
 * What the session keeps of its customer.
 * @param now epoch milliseconds
 * @param knowsPrice false for an integration that hands over nothing but who it is
 */
export function snapshot(person: Person, now: number, knowsPrice: boolean, chance: Prng): CustomerSnapshot {
  const known: CustomerSnapshot = { id: person.id }
  if (person.email !== null) known.email = person.email
  if (!knowsPrice) return known

  const { plan, subscriptionStart, trial } = person
  const periodMs = periodDays[plan.interval] * plan.intervalCount * dayMs
  const periodStart = subscriptionStart + Math.floor((now - subscriptionStart) / periodMs) * periodMs
  known.subscriptionId = person.subscriptionId
  known.created = iso(subscriptionStart)
  known.subscriptionStart = known.created
  known.subscriptionPeriodStart = iso(periodStart)
  known.subscriptionPeriodEnd = iso(periodStart + periodMs)
  known.planId = person.planId
  known.planPrice = person.priceMinor
  known.currency = person.market.currency
  known.itemQuantity = person.seats
  known.billingInterval = plan.interval
  known.billingIntervalCount = plan.intervalCount
  known.onTrial = isOnTrial(person, now)
  if (trial) {
    known.trialStart = iso(trial.startsAt)
    known.trialEnd = iso(trial.endsAt)
  }
  if (person.pausedUntil !== null && person.pausedUntil > now) {
    known.paused = true
    known.pauseEnd = iso(person.pausedUntil)
  }
  if (person.discount) {
    const { endsAt, ...coupon } = person.discount
    known.latestDiscountExpiration = iso(endsAt)
    if (endsAt > now) {
      const { couponId: id, ...terms } = coupon
      known.subscriptionDiscount = { id: `di_${person.id.slice(4)}`, coupon: { id, ...terms } }
    }
  }
  // else one who is on trial in the second year would be a riddle
  if (trial && trial.startsAt - subscriptionStart > dayMs)
    known.customAttributes = { trialOf: "a change of plan" }
  if (plan.isTeam || chance.chance(0.15)) {
    known.customAttributes = {
      ...known.customAttributes,
      teamSize: person.seats,
      industry: at(industries, person.priceMinor % industries.length),
      isNonprofit: person.seats === 3,
    }
  }
  return known
}
