import type { CustomerProfile, Mode, StreamRow } from "@holdfast/protocol"
import { hostileTexts } from "./hostile-rows.ts"
import { fixtureNow, fullRows, plainRows, row } from "./rows.ts"

/**
 * A customer with a winner, what it set aside, and a history of plans. Nobody has a session in another mode.
 * @param hasSettled the session in progress has ended
 */
export function customerProfile(id: string, mode: Mode, hasSettled: boolean): CustomerProfile | null {
  if (mode !== "live" || id === "cus_nobody") return null
  if (id === "cus_many") return many()
  const [, winner, bounced] = fullRows() as [StreamRow, StreamRow, StreamRow]
  const customer = { id, email: "ada@example.com" }
  const earlier = row(40, 60 * 24 * 90, {
    customer,
    outcome: { kind: "saved", offerType: "PAUSE", customOfferType: null },
    price: { amountMinor: 1900, currency: "USD" },
    billing: { interval: "MONTH", count: 1 },
  })
  const open = row(1, 3, { customer, outcome: { kind: hasSettled ? "abandoned" : "open" } })
  const sessions = [open, { ...winner, customer }, { ...bounced, customer }, earlier]
  return {
    customer,
    mode,
    totals: {
      sessions: 4,
      valid: hasSettled ? 3 : 2,
      canceled: 1,
      savedByOffer: 1,
      abandoned: hasSettled ? 1 : 0,
      bounced: 1,
      open: hasSettled ? 0 : 1,
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
    sessions,
  }
}

function many(): CustomerProfile {
  const sessions = plainRows(500)
  const at = fixtureNow.toISOString()
  const totals = {
    sessions: 734,
    valid: 734,
    canceled: 245,
    savedByOffer: 245,
    abandoned: 244,
    bounced: 0,
    open: 0,
  }
  return {
    customer: { id: "cus_many", email: null },
    mode: "live",
    totals: { ...totals, firstSeenAt: at, lastSeenAt: at },
    snapshot: null,
    plans: [],
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
    sessions,
  }
}
