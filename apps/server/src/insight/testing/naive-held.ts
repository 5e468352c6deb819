import type { Mode } from "@holdfast/protocol"
import type { SubscriptionState } from "../../billing/billing-system.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { naiveWilson } from "./naive-interval.ts"

const dayMs = 24 * 3600 * 1000
const z = 1.959963984540054

/** What the billing of one workspace told in one mode. */
export interface ToldBilling {
  workspaceId: string
  mode: Mode
  states: readonly (SubscriptionState & { source: "stripe" | "api" })[]
  /** Up to when the events of the connected system were read. */
  readUntil: Date
  paid: readonly { customerId: string; at: Date; amountMinor: number; currency: string }[]
}

interface NaiveFollowed {
  days: number
  ended: boolean
}

/** One save: how many days it was followed, and whether it ended. */
export function naiveFollowed(
  save: Stored,
  sessions: readonly Stored[],
  told: ToldBilling | null,
  asOf: Date,
): NaiveFollowed {
  const words = (told?.states ?? []).filter(
    ({ subscriptionId, customerId }) =>
      subscriptionId === save.subscription_id ||
      subscriptionId === save.customer_id ||
      (save.subscription_id == null && customerId === save.customer_id),
  )
  const ends = sessions
    .filter(
      (later) =>
        later.customer_id != null &&
        later.customer_id === save.customer_id &&
        later.workspace_id === save.workspace_id &&
        later.mode === save.mode &&
        later.outcome === "canceled" &&
        later.bounced_by == null &&
        later.created_at > save.created_at,
    )
    .map(({ created_at }) => created_at.getTime())
  if (words.length > 0 && words.every(({ status }) => status === "ended"))
    ends.push(Math.max(...words.map(({ endsAt }) => Number(endsAt))))
  const known = words.map(({ source, asOf }) =>
    source === "stripe" ? Math.max(Number(asOf), Number(told?.readUntil)) : Number(asOf),
  )
  const hasEnded = ends.length > 0
  const last = hasEnded ? Math.min(...ends) : told ? Math.max(...known) : asOf.getTime()
  const days = Number.isFinite(last) ? Math.floor(Math.max(0, last - save.created_at.getTime()) / dayMs) : -1
  return { days, ended: hasEnded }
}

/** The product of Kaplan and Meier with the interval of Greenwood, save by save. */
export function naiveCurve(saves: readonly NaiveFollowed[]) {
  const followed = saves.filter(({ days }) => days >= 0)
  const atRisk = (day: number) => followed.filter(({ days }) => days >= day).length
  const endedOn = (day: number) => followed.filter(({ days, ended }) => ended && days === day).length
  const curve: { day: number; rate: number; low: number; high: number; atRisk: number; ended: number }[] = []
  for (let day = 0; day <= 90; day++) {
    const past = Array.from({ length: day }, (_, i) => ({ atRisk: atRisk(i), ended: endedOn(i) }))
    const steps = past.filter(({ ended }) => ended > 0)
    const rate = steps.reduce((product, { atRisk, ended }) => product * (1 - ended / atRisk), 1)
    if (atRisk(day) === 0 && (rate > 0 || followed.length === 0)) break
    const people = atRisk(day) || (past.findLast((each) => each.atRisk > 0)?.atRisk ?? 0)
    const variance = steps.reduce((sum, { atRisk, ended }) => sum + ended / (atRisk * (atRisk - ended)), 0)
    const reach = Math.exp((z * Math.sqrt(variance)) / -Math.log(rate))
    const interval =
      rate === 0 || rate === 1
        ? naiveWilson(rate * people, people)
        : { low: rate ** reach, high: rate ** (1 / reach) }
    curve.push({ day, rate, ...interval, atRisk: atRisk(day), ended: endedOn(day) })
  }
  return curve
}

export function naiveHeldRates(saves: readonly NaiveFollowed[]) {
  const curve = naiveCurve(saves)
  return [30, 60, 90].map((days) => {
    const { rate = null, low = null, high = null, atRisk = 0 } = curve.find(({ day }) => day === days) ?? {}
    const tooYoung = saves.filter((save) => !save.ended && save.days < days).length
    return { days, rate, low, high, atRisk, tooYoung }
  })
}

/** Invoices paid after the first save by an offer of each customer. */
export function naiveBoosted(valid: readonly Stored[], { paid }: ToldBilling) {
  const isAfterSave = ({ customerId, at }: ToldBilling["paid"][number]) =>
    valid.some(
      ({ outcome, customer_id, created_at }) =>
        outcome === "saved" && customer_id === customerId && created_at < at,
    )
  const byCurrency = Map.groupBy(paid.filter(isAfterSave), ({ currency }) => currency)
  return Array.from(byCurrency, ([currency, own]) => ({
    currency,
    minor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    invoices: own.length,
  })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** Subscriptions that ended in a span, and that no cancelled session had decided. */
export function naiveLeftOutside(
  { workspaceId, mode, states }: ToldBilling,
  sessions: readonly Stored[],
  from: Date,
  to: Date,
): number {
  const canceled = naiveMatches(sessions, { workspaceId, mode }).filter(
    ({ outcome }) => outcome === "canceled",
  )
  return states.filter(({ status, endsAt, decidedAt, endedBy, customerId }) => {
    if (status !== "ended" || !endsAt || endsAt < from || endsAt >= to) return false
    if (endedBy === "unpaid" || endedBy === "disputed") return false
    const decided = Number(decidedAt ?? endsAt)
    const first = decided - (decidedAt ? 30 : 400) * dayMs
    return !canceled.some(
      ({ customer_id, created_at }) =>
        customer_id === customerId && Number(created_at) <= decided + dayMs && Number(created_at) >= first,
    )
  }).length
}
