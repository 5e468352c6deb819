import type { BillingEvent } from "../billing/billing-system.ts"
import type { BilledRun } from "./billed-run.ts"
import { planOfId, priceIn } from "./catalogue.ts"
import { monthMs } from "./life.ts"

/** What is billed from one moment up to another, in epoch milliseconds. */
interface Terms {
  from: number
  until: number
  /** Where a period ends: all others do so whole periods from it. */
  periodEnd: number
  periodMs: number
  invoiceMinor: number
}

/**
 * The invoices that were paid after a save: at the end of each period, less the discount that was taken, and none within a trial or a
 * pause. After a change of plan it is billed by the month.
 * @param saves the oldest first, at least one
 * @param until epoch milliseconds, included
 */
export function invoicesAfter(
  saves: readonly BilledRun[],
  whose: { customerId: string; subscriptionId: string },
  until: number,
): BillingEvent[] {
  const events: BillingEvent[] = []
  for (const { from, until: changedAt, periodEnd, periodMs, invoiceMinor } of termsOf(saves, until)) {
    if (invoiceMinor === 0 || periodMs <= 0) continue
    const periods = Math.floor((from - periodEnd) / periodMs) + 1
    for (let due = periodEnd + periods * periodMs; due <= changedAt; due += periodMs) {
      if (
        saves.some(
          ({ at, trialEndsAt, pauseEndsAt }) => at <= due && due < Math.max(trialEndsAt, pauseEndsAt),
        )
      )
        continue
      const discountMinor = Math.round((invoiceMinor * percentOff(saves, due)) / 100)
      events.push({
        kind: "invoicePaid",
        id: `evt_${whose.subscriptionId.slice(4)}_${events.length + 1}`,
        at: new Date(due),
        ...whose,
        amountMinor: invoiceMinor - discountMinor,
        currency: saves[0]?.currency ?? "usd",
        discountMinor,
      })
    }
  }
  return events
}

function termsOf(saves: readonly BilledRun[], until: number): Terms[] {
  const [first] = saves
  if (!first) return []
  const terms: Terms[] = [
    {
      ...{ from: first.at, until, periodEnd: first.periodEnd },
      ...{ periodMs: first.periodEnd - first.periodStart, invoiceMinor: first.invoiceMinor },
    },
  ]
  for (const { at, taken, currency, quantity, startedAt } of saves) {
    const plan = planOfId(taken?.newPlanId)
    const before = terms.at(-1)
    if (!plan || !before) continue
    before.until = at
    terms.push({
      ...{ from: at, until, periodEnd: startedAt + monthMs, periodMs: monthMs },
      invoiceMinor: priceIn(currency, plan) * quantity,
    })
  }
  return terms
}

/** Of the discount that was taken last before, where it has not run out. */
function percentOff(saves: readonly BilledRun[], at: number): number {
  const discount = saves.findLast((save) => save.at < at && save.taken?.offerType === "DISCOUNT")
  const { couponAmount, couponDuration } = discount?.taken ?? {}
  if (!discount || !couponAmount) return 0
  return at < discount.at + (couponDuration ?? Number.POSITIVE_INFINITY) * monthMs ? couponAmount : 0
}
