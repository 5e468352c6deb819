import { type Figures, type OutcomeRow, smallSample } from "@holdfast/protocol/dashboard"
import type { Paid } from "../billing/events/after-saves.ts"

/** How a flow does, in the figures of section 7 of the wire contract. Rates are fractions from 0 to 1. */
export interface FlowMetrics {
  /** Valid sessions: settled and not bounced. */
  totalSessions: number
  /** How many of them nobody vouched for. */
  unverifiedSessions: number
  customersSaved: number
  /** Sessions that took an offer ÷ valid sessions; here an abandonment is none. null without any session. */
  saveRate: number | null
  /** In dollars, what was paid in dollars after a save. null where no billing tells. */
  boostedRevenueUSD: number | null
  /** By the save; null where there is none, too. */
  averageBoostedRevenueUSD: number | null
  /** In minor units, a row a currency; absent where no billing tells. */
  boostedRevenue?: { currency: string; minor: number; invoices: number }[]
  sessionOutcomes: {
    saved: { total: number; byOfferType: Record<string, number> }
    canceled: number
    abandoned: number
  }
  /** Fewer than 30 sessions say little. */
  sampleSizeWarning: boolean
  summary: string
  not_available: { fields: string[]; reason: string }[]
}

/**
 * @param outcomes how the same sessions ended
 * @param paid invoices really paid after their saves; null where no billing tells
 */
export function flowMetricsOf(
  { sessions, saved, canceled, abandoned, unverified }: Figures,
  outcomes: readonly OutcomeRow[],
  paid: readonly Paid[] | null,
): FlowMetrics {
  const byOfferType = Object.fromEntries(
    outcomes.flatMap(({ outcome, saveType, share }) =>
      outcome === "saved" && saveType !== null ? [[saveType, share.count]] : [],
    ),
  )
  const saveRate = sessions === 0 ? null : saved / sessions
  const paidUsd = paid && sumOf(paid, "usd") / 100
  return {
    totalSessions: sessions,
    unverifiedSessions: unverified,
    customersSaved: saved,
    saveRate,
    boostedRevenueUSD: paidUsd,
    averageBoostedRevenueUSD: paidUsd === null || saved === 0 ? null : paidUsd / saved,
    ...(paid && {
      boostedRevenue: paid.map(({ currency, amountMinor: minor, invoices }) => ({
        currency,
        minor,
        invoices,
      })),
    }),
    sessionOutcomes: { saved: { total: saved, byOfferType }, canceled, abandoned },
    sampleSizeWarning: sessions < smallSample,
    summary: summaryOf({ totalSessions: sessions, saved, canceled, abandoned, saveRate }),
    not_available: paid
      ? []
      : [
          {
            fields: ["boostedRevenueUSD", "averageBoostedRevenueUSD"],
            reason: "No billing provider is connected, so what customers paid afterwards is not known.",
          },
        ],
  }
}

const sumOf = (paid: readonly Paid[], currency: string) =>
  paid.reduce((sum, each) => (each.currency === currency ? sum + each.amountMinor : sum), 0)

interface Totals {
  totalSessions: number
  saved: number
  canceled: number
  abandoned: number
  saveRate: number | null
}

function summaryOf({ totalSessions, saved, canceled, abandoned, saveRate }: Totals): string {
  if (saveRate === null) return "No sessions."
  const sessions = totalSessions === 1 ? "1 session" : `${totalSessions} sessions`
  const percent = (saveRate * 100).toFixed(1)
  return `${sessions}: ${saved} saved by an offer (${percent} %), ${canceled} cancelled, ${abandoned} abandoned.`
}
