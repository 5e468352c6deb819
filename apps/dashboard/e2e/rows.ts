import type { OfferType } from "@holdfast/protocol"
import { type Outcome, outcomeLabel } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"

/** The moment at which every test looks at the page. */
export const fixtureNow = new Date("2026-11-23T12:00:00Z")

const minuteMs = 60_000

/** A row with nothing optional in it, `minutesAgo` before `fixtureNow`, and what a test wants different. */
export function row(number: number, minutesAgo: number, changes: Partial<StreamRow> = {}): StreamRow {
  const outcome: Outcome = changes.outcome ?? { kind: "canceled" }
  return {
    id: `01990000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    mode: "live",
    createdAt: new Date(fixtureNow.getTime() - minutesAgo * minuteMs).toISOString(),
    customer: { id: `cus_${number}`, email: `customer${number}@example.com` },
    flow: { name: "Primary Flow", segmentId: null, blueprintId: null },
    outcome,
    outcomeLabel: outcomeLabel(outcome),
    isAsked: false,
    price: null,
    billing: null,
    onTrial: false,
    surveyChoice: null,
    followUp: null,
    feedback: null,
    bouncedBy: null,
    subscribedSince: null,
    language: null,
    isVerified: true,
    overrides: [],
    clickToCancel: null,
    recording: { url: null, reason: "none" },
    ...changes,
  }
}

function saved(offerType: OfferType, customOfferType: string | null = null): Outcome {
  return { kind: "saved", offerType, customOfferType }
}

const month = { interval: "MONTH", count: 1 } as const
const year = { interval: "YEAR", count: 1 } as const

/** Every state a row can be in, as believable customers. */
export function fullRows(): StreamRow[] {
  const winner = row(2, 185, {
    customer: { id: "cus_ada", email: "ada@example.com" },
    price: { amountMinor: 2900, currency: "USD" },
    billing: month,
    onTrial: true,
    surveyChoice: "Too expensive",
    followUp: { question: "What would have made it worth it?", response: "A cheaper plan for students" },
    feedback: "I like it, I just cannot afford it this year.",
    subscribedSince: "2024-08-12T00:00:00Z",
    language: { shown: "fr", detected: "fr-FR", translation: "manual" },
    overrides: ["handleCancel", "handleDiscount"],
    clickToCancel: { region: "California", isMaximal: false },
    recording: { url: "https://recordings.example/ada" },
  })
  const bouncedBy = { id: winner.id, createdAt: winner.createdAt, outcomeLabel: winner.outcomeLabel }
  return [
    row(1, 2, {
      customer: { id: "cus_Lm2", email: "grace.hopper@navy.example" },
      outcome: { kind: "open" },
      price: { amountMinor: 4900, currency: "USD" },
      billing: month,
      subscribedSince: "2026-11-11T00:00:00Z",
    }),
    winner,
    row(3, 190, {
      customer: winner.customer,
      outcome: { kind: "abandoned" },
      price: winner.price,
      billing: month,
      onTrial: true,
      subscribedSince: winner.subscribedSince,
      bouncedBy,
    }),
    row(4, 60 * 26, {
      customer: { id: "cus_Nf93kd", email: null },
      outcome: saved("DISCOUNT"),
      flow: { name: "Annual teams", segmentId: "seg_1", blueprintId: "bp_1" },
      price: { amountMinor: 49000, currency: "EUR" },
      billing: year,
      surveyChoice: "Missing features",
      subscribedSince: "2025-12-01T00:00:00Z",
      language: { shown: "en", detected: "pt-BR", translation: "unavailable" },
    }),
    row(5, 60 * 30, {
      outcome: saved("PAUSE"),
      price: { amountMinor: 2900, currency: "JPY" },
      billing: { interval: "MONTH", count: 3 },
      surveyChoice: "Taking a break",
      isVerified: false,
      language: { shown: "ja", detected: "ja", translation: "automatic" },
      subscribedSince: "2022-11-23T00:00:00Z",
    }),
    row(6, 60 * 50, {
      outcome: saved("PLAN_CHANGE"),
      price: { amountMinor: 9900, currency: "USD" },
      billing: month,
      surveyChoice: "I only use a small part of what the plan offers and would rather pay for just that",
      followUp: { question: null, response: "The reports" },
      language: { shown: "en", detected: "en-US", translation: "default" },
    }),
    row(7, 60 * 80, {
      outcome: saved("TRIAL_EXTENSION"),
      isAsked: true,
      onTrial: true,
      surveyChoice: "Need more time to decide",
    }),
    row(8, 60 * 110, {
      outcome: saved("CONTACT"),
      feedback: "Please call me.\nMornings are best.",
      clickToCancel: { region: "United States", isMaximal: true },
      subscribedSince: "2026-10-01T00:00:00Z",
    }),
    row(9, 60 * 200, {
      outcome: saved("REDIRECT"),
      surveyChoice: "Switching to another product",
      recording: { url: null, reason: "call" },
    }),
    row(10, 60 * 300, {
      outcome: saved("REBATE"),
      price: { amountMinor: 2900, currency: "gold" },
      billing: month,
    }),
    row(11, 60 * 400, {
      outcome: saved("CUSTOM", "Concierge onboarding"),
      surveyChoice: "Too hard to set up",
    }),
    row(12, 60 * 500, {
      mode: "test",
      outcome: { kind: "abandoned" },
      billing: { interval: "WEEK", count: 1 },
    }),
    row(13, 60 * 600, { mode: "sandbox", clickToCancel: { region: null, isMaximal: false } }),
    row(14, 60 * 700, { customer: { id: null, email: null }, outcome: { kind: "abandoned" } }),
  ]
}

/** Plain rows to load more of, an hour apart. */
export function plainRows(count: number): StreamRow[] {
  const reasons = ["Too expensive", "Missing features", "Not using it enough", null]
  return Array.from({ length: count }, (_, index) =>
    row(index + 1, (index + 1) * 60, {
      outcome:
        index % 3 === 0 ? { kind: "canceled" } : index % 3 === 1 ? saved("PAUSE") : { kind: "abandoned" },
      price: { amountMinor: 2900, currency: "USD" },
      billing: month,
      surveyChoice: reasons[index % reasons.length] ?? null,
      subscribedSince: "2025-01-01T00:00:00Z",
    }),
  )
}

/** One session for each of 24 answers, so that a group of filters is long. */
export function wideRows(): StreamRow[] {
  return Array.from({ length: 24 }, (_, index) =>
    row(index + 1, (index + 1) * 60, {
      surveyChoice: index === 20 ? "Switching to a self-hosted setup" : `Reason number ${index + 1}`,
    }),
  )
}
