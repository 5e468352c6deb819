import { type AcceptedOffer, decideBounces, isSettled } from "@holdfast/protocol"
import { settledSession } from "../session/settled-session.ts"
import { becomesOf } from "./after-save.ts"
import { planId, planOfId, priceIn } from "./catalogue.ts"
import type { Mood } from "./course.ts"
import type { DemoSession } from "./demo-session.ts"
import { type Person, shortId } from "./people.ts"
import type { Prng } from "./prng.ts"
import type { Reason } from "./reasons.ts"

/** What happens to a customer between one visit to the flow and the next. */

export interface Visit {
  /** Epoch milliseconds. */
  at: number
  mood: Mood
  /** The reason of the visit before, where this one is the same story told on. */
  earlier: Reason | null
}

const minuteMs = 60 * 1000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
export const monthMs = 30.44 * dayMs

/** What a session changes for the customer. */
export function applyOutcome(person: Person, session: DemoSession, at: number): void {
  if (session.outcome === "canceled") person.canceledAt = at
  if (session.outcome !== "saved") return
  switch (session.offer_type) {
    case "DISCOUNT": {
      const { couponAmount, couponDuration } = takenIn(session)
      const months = couponDuration ?? 3
      person.tookDiscountAt = at
      person.discount = {
        couponId: session.coupon_id ?? "STAY",
        couponType: "PERCENT",
        couponAmount: couponAmount ?? 20,
        couponDuration: months,
        endsAt: Math.round(at + months * monthMs),
      }
      break
    }
    case "PLAN_CHANGE": {
      const plan = planOfId(takenIn(session).newPlanId)
      if (!plan) break
      const { currency } = person.market
      Object.assign(person, { plan, planId: planId(plan, currency), priceMinor: priceIn(currency, plan) })
      break
    }
    case "PAUSE":
      person.tookPauseAt = at
      person.pausedUntil = Math.round(at + (session.pause_duration ?? 1) * monthMs)
      break
    case "TRIAL_EXTENSION":
      if (person.trial) person.trial.endsAt += 14 * dayMs
  }
}

const takenIn = ({ detail }: DemoSession): AcceptedOffer =>
  (JSON.parse(detail) as { acceptedOffer?: AcceptedOffer }).acceptedOffer ?? {}

/** Who cancelled and comes back weeks later has subscribed anew in between. */
export function resubscribe(person: Person, at: number, chance: Prng): void {
  if (person.canceledAt === null || at - person.canceledAt < 2 * dayMs) return
  person.subscriptionStart = Math.round(at - chance.next() * (at - person.canceledAt))
  person.subscriptionId = shortId("sub_", 14, chance)
  person.trial = null
  person.discount = null
  person.pausedUntil = null
  person.canceledAt = null
}

/**
 * When the customer opens the flow again, if ever. Who closed it often comes back within the hour and means
 * it; some take the discount in the morning and cancel in the evening, others when it has run out; a few look again after they
 * cancelled.
 */
export function nextVisit(
  session: DemoSession,
  at: number,
  mood: Mood,
  reason: Reason,
  chance: Prng,
): Visit | null {
  const visit = (afterMs: number, mood: Mood, earlier: Reason | null): Visit => ({
    at: Math.round(at + afterMs),
    mood,
    earlier,
  })
  const later = (draw: number, mood: Mood, earlier: Reason | null): Visit | null => {
    const { share, fromDay, toDay } = becomesOf(session.offer_type).comesBack
    const pausedMs = (session.pause_duration ?? 0) * monthMs
    return draw < share ? visit(pausedMs + dayMs * chance.between(fromDay, toDay), mood, earlier) : null
  }
  const draw = chance.next()
  switch (session.outcome) {
    case "open":
      return null
    case "abandoned":
      // one who only looked has nothing left to decide
      if (mood === "curious") return null
      if (draw < 0.26) return visit(3 * minuteMs + chance.span(25 * minuteMs, 1.3), "firm", reason)
      if (draw < 0.31) return visit(2 * minuteMs + chance.span(6 * hourMs, 0.8), "first", reason)
      return later(draw - 0.31, "first", reason)
    case "canceled":
      // afterwards they look whether it worked; another few subscribe again and leave again
      if (draw < 0.05) return visit(10 * minuteMs + chance.span(2 * hourMs, 0.9), "curious", reason)
      return draw < 0.07 ? visit(dayMs * chance.between(60, 150), "first", null) : null
    case "saved":
      if (draw < 0.08) return visit(hourMs * (2 + chance.next() * 10), "firm", reason)
      // who comes back has mostly made up their mind
      return later(draw - 0.08, chance.chance(0.6) ? "firm" : "first", chance.chance(0.5) ? reason : null)
  }
}

/** Applies the bounce rule to all sessions of one customer, which are all in one mode. */
export function decide(sessions: readonly DemoSession[]): void {
  const settled = sessions.filter(({ outcome }) => isSettled(outcome))
  if (settled.length < 2) return
  const decided = decideBounces(settled.map(settledSession))
  for (const session of settled) session.bounced_by = decided.get(session.id) ?? null
}
