import type { AcceptedOffer, CustomerSnapshot } from "@holdfast/protocol"
import type { DemoSession } from "./demo-session.ts"
import { monthMs } from "./life.ts"
import { dayMs } from "./rhythm.ts"

/** A session, as far as billing has to do with it. Times in epoch milliseconds. */
export interface BilledRun {
  at: number
  /** What was taken and held for the day; null where nothing was. */
  taken: AcceptedOffer | null
  /** A whole invoice at that time, in the minor unit of `currency`; 0 where nobody told the price. */
  invoiceMinor: number
  currency: string
  quantity: number
  startedAt: number
  periodStart: number
  periodEnd: number
  /** 0 where there is none. */
  trialEndsAt: number
  pauseEndsAt: number
}

export function runOf(session: DemoSession): BilledRun {
  const { customer, acceptedOffer } = JSON.parse(session.detail) as {
    customer?: CustomerSnapshot
    acceptedOffer?: AcceptedOffer
  }
  const at = session.created_at.getTime()
  const taken = session.outcome === "saved" ? (acceptedOffer ?? null) : null
  const quantity = customer?.itemQuantity ?? 1
  const trialEnd = timeOf(customer?.trialEnd)
  return {
    at,
    taken,
    invoiceMinor: (session.plan_price ?? 0) * quantity,
    currency: session.currency ?? "usd",
    quantity,
    startedAt: session.subscription_start ? +new Date(session.subscription_start) : at,
    periodStart: timeOf(customer?.subscriptionPeriodStart),
    periodEnd: timeOf(customer?.subscriptionPeriodEnd),
    trialEndsAt: trialEnd && trialEnd + (taken?.trialExtensionDays ?? 0) * dayMs,
    pauseEndsAt: Math.max(
      timeOf(customer?.pauseEnd),
      taken?.offerType === "PAUSE" ? at + (taken.pauseDuration ?? 1) * monthMs : 0,
    ),
  }
}

const timeOf = (text: string | null | undefined): number => (text ? Date.parse(text) : 0)
