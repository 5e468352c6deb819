import type { Mode } from "@holdfast/protocol"
import type { CustomerProfile, StreamRow } from "@holdfast/protocol/dashboard"
import { fixtureNow, fullRows, row } from "../rows.ts"
import { hostileTexts } from "./hostile-rows.ts"

/**
 * A customer with a winner, what it set aside, and a history of plans. Nobody has a session in another mode.
 */
export function customerProfile(id: string, mode: Mode): CustomerProfile | null {
  if (mode !== "live" || id === "cus_nobody") return null
  const [, winner, bounced] = fullRows() as [StreamRow, StreamRow, StreamRow]
  const customer = { id, email: "ada@example.com" }
  const earlier = row(40, 60 * 24 * 90, {
    customer,
    outcome: { kind: "saved", offerType: "PAUSE", customOfferType: null },
    price: { amountMinor: 1900, currency: "USD" },
    billing: { interval: "MONTH", count: 1 },
  })
  const open = row(1, 3, { customer, outcome: { kind: "open" } })
  const sessions = [open, { ...winner, customer }, { ...bounced, customer }, earlier]
  return {
    customer,
    mode,
    totals: {
      sessions: 4,
      valid: 2,
      canceled: 1,
      savedByOffer: 1,
      abandoned: 0,
      bounced: 1,
      open: 1,
      firstSeenAt: earlier.createdAt,
      lastSeenAt: open.createdAt,
    },
    snapshot: {
      sessionId: winner.id,
      at: winner.createdAt,
      customer: {
        planId: "price_pro",
        planPrice: 2900,
        currency: "usd",
        subscriptionStart: "2024-08-12",
        trialEnd: "2026-11-30",
        customAttributes: { teamSize: 5 },
      },
    },
    plans: [
      {
        planId: "price_pro",
        price: winner.price,
        billing: winner.billing,
        onTrial: true,
        firstSeenAt: bounced.createdAt,
        lastSeenAt: winner.createdAt,
      },
      {
        planId: "price_starter",
        price: earlier.price,
        billing: earlier.billing,
        onTrial: false,
        firstSeenAt: earlier.createdAt,
        lastSeenAt: earlier.createdAt,
      },
    ],
    billing: {
      sinceSave: {
        sessionId: earlier.id,
        savedAt: earlier.createdAt,
        invoices: 2,
        paid: [{ amountMinor: 3800, currency: "usd" }],
        refunded: [],
      },
      subscriptions: [
        {
          ...{ id: "sub_ada", toldBy: "stripe", status: "ended", resumesAt: null, endedBy: "customer" },
          ...{ endsAt: winner.createdAt, isOutsideFlow: true, asOf: winner.createdAt },
        },
      ],
    },
    sessions,
  }
}

/** The same text in every place of the page that takes text. */
export function hostileCustomer(sessions: StreamRow[], id: string): CustomerProfile {
  const at = fixtureNow.toISOString()
  const text = hostileTexts[0] ?? ""
  const own = Object.fromEntries(hostileTexts.map((each) => [each, each]))
  return {
    customer: { id, email: text },
    mode: "live",
    totals: {
      sessions: 12,
      valid: 0,
      canceled: 0,
      savedByOffer: 0,
      abandoned: 0,
      bounced: 12,
      open: 0,
      firstSeenAt: "not a time",
      lastSeenAt: at,
    },
    snapshot: { sessionId: text, at, customer: { planId: text, currency: text, customAttributes: own } },
    plans: hostileTexts.map((planId, index) => ({
      planId,
      price: { amountMinor: 2900, currency: planId },
      billing: null,
      onTrial: true,
      firstSeenAt: at,
      lastSeenAt: `${index}`,
    })),
    billing: {
      sinceSave: {
        sessionId: text,
        savedAt: "not a time",
        invoices: 1,
        paid: hostileTexts.map((currency) => ({ amountMinor: 2900, currency })),
        refunded: [],
      },
      subscriptions: hostileTexts.map((subscription, index) => ({
        ...{ id: `${subscription}${index}`, toldBy: "api", status: "paused", endedBy: null },
        ...{ endsAt: null, resumesAt: "not a time", isOutsideFlow: true, asOf: at },
      })),
    },
    sessions,
  }
}
