import type { Mode } from "@holdfast/protocol"
import { type Plan, planId, plans, priceIn } from "./catalogue.ts"
import { baseLanguage, type Market, markets } from "./markets.ts"
import { domains, familyNames, givenNames } from "./names.ts"
import { at, type Prng } from "./prng.ts"

/** A subscriber of the demo merchant. */
export interface Person {
  id: string
  /** Null where the merchant hands over no address. */
  email: string | null
  mode: Mode
  market: Market
  plan: Plan
  planId: string
  priceMinor: number
  seats: number
  subscriptionId: string
  /** Epoch milliseconds. */
  subscriptionStart: number
  /** The latest trial, which may be over; null for one who never had any. */
  trial: Trial | null
  /** The coupon that lowers their price just now. */
  discount: Discount | null
  /** Epoch milliseconds of the last discount and the last pause taken in a flow, for the cooldowns. */
  tookDiscountAt: number | null
  tookPauseAt: number | null
  /** Epoch milliseconds; in the past for a pause that is over. */
  pausedUntil: number | null
  /** Epoch milliseconds of the cancellation. */
  canceledAt: number | null
  /** Comes in through the merchant's own application rather than the script on a page. */
  usesSdk: boolean
}

/** A time without paying, in epoch milliseconds. */
export interface Trial {
  startsAt: number
  endsAt: number
}

export interface Discount {
  couponId: string
  couponType: "PERCENT" | "AMOUNT"
  couponAmount: number
  /** Months; null is for ever. */
  couponDuration: number | null
  /** Epoch milliseconds. */
  endsAt: number
}

const dayMs = 24 * 60 * 60 * 1000
const trialMs = 14 * dayMs
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

export function shortId(prefix: string, length: number, chance: Prng): string {
  let id = prefix
  for (const byte of chance.bytes(length)) id += letters[byte % letters.length]
  return id
}

function emailOf(chance: Prng): string {
  const given = chance.pick(givenNames).toLowerCase()
  const family = chance.pick(familyNames).toLowerCase()
  const shape = chance.next()
  const name =
    shape < 0.4
      ? `${given}.${family}`
      : shape < 0.6
        ? `${given}${chance.between(1, 99)}`
        : shape < 0.8
          ? `${given[0]}${family}${chance.between(1, 999)}`
          : `${given}_${family}${chance.between(60, 99)}`
  return `${name}@${chance.pick(domains)}`
}

/** How long this customer has been subscribed when they first think of leaving: mostly months, sometimes years. */
function subscribedForMs(plan: Plan, chance: Prng): number {
  const medianDays = plan.interval === "YEAR" ? 330 : plan.interval === "MONTH" ? 150 : 30
  return Math.min(chance.span(medianDays, 1.1), 9 * 365) * dayMs
}

/**
 * @param entersAt when they first open the cancel flow, epoch milliseconds
 * @param planWeights how common each plan is among those who do
 */
export function makePerson(
  entersAt: number,
  chance: Prng,
  planWeights: readonly number[] = usualPlanWeights,
): Person {
  const plan = at(plans, chance.weighted(planWeights))
  const market = at(markets, chance.weighted(marketWeights))
  const isNew = plan.interval === "MONTH" && chance.chance(0.16)
  const age = isNew ? (0.5 + chance.next() * 13) * dayMs : subscribedForMs(plan, chance)
  const start = Math.max(entersAt - age, Date.UTC(2000, 1, 1))
  const draw = chance.next()
  const mode: Mode = draw < 0.05 ? "test" : draw < 0.058 ? "sandbox" : "live"
  return {
    id: shortId("cus_", 14, chance),
    email:
      mode === "live"
        ? chance.chance(0.04)
          ? null
          : emailOf(chance)
        : `qa+${chance.between(1, 60)}@example.com`,
    mode,
    market,
    plan,
    planId: planId(plan, market.currency),
    priceMinor: priceIn(market.currency, plan),
    seats: plan.isTeam ? Math.round(2 + chance.span(5, 0.8)) : 1,
    subscriptionId: shortId("sub_", 14, chance),
    subscriptionStart: start,
    trial: isNew ? trialFrom(start) : earlierTrial(plan, start, entersAt, chance),
    discount: chance.chance(0.1) ? welcomeDiscount(start, age, chance) : null,
    tookDiscountAt: null,
    tookPauseAt: null,
    pausedUntil: chance.chance(0.012) ? entersAt + chance.between(3, 50) * dayMs : null,
    canceledAt: null,
    usesSdk: chance.chance(0.07),
  }
}

const trialFrom = (startsAt: number): Trial => ({ startsAt, endsAt: startsAt + trialMs })

/** Who is no newcomer had their trial at the start, if any; a few on a plan by the year are only now trying it. */
function earlierTrial(plan: Plan, start: number, entersAt: number, chance: Prng): Trial | null {
  if (plan.interval === "YEAR" && chance.chance(0.06))
    return trialFrom(Math.max(start, entersAt - (0.5 + chance.next() * 13) * dayMs))
  return chance.chance(0.3) ? trialFrom(start) : null
}

function welcomeDiscount(start: number, age: number, chance: Prng): Discount {
  const isPercent = chance.chance(0.7)
  return {
    couponId: isPercent ? "WELCOME15" : "WELCOME500",
    couponType: isPercent ? "PERCENT" : "AMOUNT",
    couponAmount: isPercent ? 15 : 500,
    couponDuration: 12,
    endsAt: start + Math.ceil((age + dayMs) / (365 * dayMs)) * 365 * dayMs,
  }
}

export const usualPlanWeights = plans.map(({ weight }) => weight)
const marketWeights = markets.map(({ weight }) => weight)

export const isOnTrial = ({ trial }: Person, at: number) => trial !== null && at < trial.endsAt

export const ageMonths = (person: Person, at: number) => (at - person.subscriptionStart) / (30.44 * dayMs)

/** The language a person writes in, whatever they were shown. */
export const languageOf = (person: Person) => baseLanguage(person.market.browserLanguage)

/**
 * The same person in another market and on another plan.
 * @throws when there is no such market or plan
 */
export function withPlan(person: Person, marketCode: string, planKey: string): Person {
  const market = markets.find(({ code }) => code === marketCode)
  const plan = plans.find(({ key }) => key === planKey)
  if (!market || !plan) throw new Error(`No market ${marketCode} or no plan ${planKey}`)
  return {
    ...person,
    market,
    plan,
    planId: planId(plan, market.currency),
    priceMinor: priceIn(market.currency, plan),
    seats: plan.isTeam ? 6 : 1,
  }
}
