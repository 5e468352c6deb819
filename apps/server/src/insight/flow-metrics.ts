import type { FoldedRow } from "../session/count/breakdowns.ts"

/** How a flow does, in the figures of section 7 of the wire contract. Rates are fractions from 0 to 1. */
export interface FlowMetrics {
  /** Valid sessions: settled and not bounced. */
  totalSessions: number
  /** How many of them nobody vouched for. */
  unverifiedSessions: number
  customersSaved: number
  /** Sessions that took an offer ÷ valid sessions; here an abandonment is none. null without any session. */
  saveRate: number | null
  /** null: no billing provider is connected, so nobody knows what was paid. */
  boostedRevenueUSD: null
  averageBoostedRevenueUSD: null
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

const smallSample = 30

/** @param rows the valid sessions, broken down by `saveType` and `verified` */
export function flowMetrics(rows: readonly FoldedRow[]): FlowMetrics {
  let canceled = 0
  let abandoned = 0
  let saved = 0
  let unverifiedSessions = 0
  const byOfferType: Record<string, number> = {}
  for (const { saveType, verified, count } of rows) {
    if (!verified) unverifiedSessions += count
    if (typeof saveType !== "string") canceled += count
    else if (saveType === "ABANDON") abandoned += count
    else {
      saved += count
      byOfferType[saveType] = (byOfferType[saveType] ?? 0) + count
    }
  }
  const totalSessions = saved + canceled + abandoned
  const saveRate = totalSessions === 0 ? null : saved / totalSessions
  return {
    totalSessions,
    unverifiedSessions,
    customersSaved: saved,
    saveRate,
    boostedRevenueUSD: null,
    averageBoostedRevenueUSD: null,
    sessionOutcomes: { saved: { total: saved, byOfferType }, canceled, abandoned },
    sampleSizeWarning: totalSessions < smallSample,
    summary: summaryOf({ totalSessions, saved, canceled, abandoned, saveRate }),
    not_available: [
      {
        fields: ["boostedRevenueUSD", "averageBoostedRevenueUSD"],
        reason: "No billing provider is connected, so what customers paid afterwards is not known.",
      },
    ],
  }
}

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
