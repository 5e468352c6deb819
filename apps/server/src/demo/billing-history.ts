import type { BillingEvent, SubscriptionState } from "../billing/billing-system.ts"
import { becomesOf } from "./after-save.ts"
import { invoicesAfter } from "./billed-invoices.ts"
import { type BilledRun, runOf } from "./billed-run.ts"
import type { DemoSession } from "./demo-session.ts"
import { type Prng, prng } from "./prng.ts"
import { dayMs } from "./rhythm.ts"

/** What the demo's billing tells of a subscription that was saved. */
export interface BilledSubscription {
  state: SubscriptionState
  payments: BillingEvent[]
}

/**
 * What became of every live subscription that was saved, as of now: whether it ended, is paused or goes on, and what was paid for
 * it. It follows from the sessions: nothing ends before its customer's last one, a session that cancelled is what ends it, and a
 * discount or a pause that was taken is on the invoices. Who leaves without the flow is drawn by the seed.
 * @param sessions in order of time
 */
export function billingHistory(
  sessions: readonly DemoSession[],
  now: Date,
  seed: number,
): BilledSubscription[] {
  const chance = prng(seed)
  const live = sessions.filter(({ mode }) => mode === "live")
  const ofCustomer = Map.groupBy(live, ({ customer_id }) => customer_id)
  const histories: BilledSubscription[] = []
  for (const [subscriptionId, own] of Map.groupBy(live, ({ subscription_id }) => subscription_id)) {
    const [first, last] = [own[0], own.at(-1)]
    const customerId = first?.customer_id
    if (!subscriptionId || !customerId || !last) continue
    // one who subscribes anew has left before
    const next = ofCustomer
      .get(customerId)
      ?.find((each) => each.created_at > last.created_at && each.subscription_id !== subscriptionId)
    const mostAt = next?.subscription_start ? +new Date(next.subscription_start) : Number.POSITIVE_INFINITY
    const history = historyOf(own, { customerId, subscriptionId }, { now, mostAt, chance })
    if (history) histories.push(history)
  }
  return histories
}

interface Circumstances {
  now: Date
  /** It has ended by then; infinity where nobody knows better. Epoch milliseconds. */
  mostAt: number
  chance: Prng
}

/** Null where no session of the subscription was a save. */
function historyOf(
  own: readonly DemoSession[],
  whose: { customerId: string; subscriptionId: string },
  { now, mostAt, chance }: Circumstances,
): BilledSubscription | null {
  const valid = own.filter(({ outcome, bounced_by }) => outcome !== "open" && !bounced_by)
  const saves = valid.filter(({ outcome }) => outcome !== "canceled").map(runOf)
  const [save, last] = [saves.at(-1), own.at(-1)]
  if (!save || !last) return null
  const canceled = valid.findLast(({ outcome }) => outcome === "canceled")
  const end = canceled
    ? plannedEnd(runOf(canceled), canceled.created_at.getTime())
    : endWithoutFlow(save, last.created_at.getTime(), now, chance)
  const endsAt = end && Math.min(end.at, mostAt)
  const state: SubscriptionState = {
    ...whose,
    ...standing(saves, endsAt, now.getTime()),
    endsAt: endsAt === null ? null : new Date(endsAt),
    decidedAt: end?.decidedAt === undefined ? null : new Date(end.decidedAt),
    endedBy: end?.by ?? null,
    asOf: now,
  }
  return {
    state,
    payments: invoicesAfter(saves, whose, Math.min(now.getTime(), endsAt ?? Number.POSITIVE_INFINITY)),
  }
}

interface End {
  at: number
  by: "customer" | "unpaid"
  /** Absent where nobody decided it. */
  decidedAt?: number
}

/** The end of what is paid for, or of the trial. */
function plannedEnd({ periodStart, periodEnd, trialEndsAt }: BilledRun, decidedAt: number): End {
  const periodMs = periodEnd - periodStart
  const periods = periodMs > 0 ? Math.ceil((decidedAt - periodEnd) / periodMs) : 0
  const at = trialEndsAt > decidedAt ? trialEndsAt : Math.max(decidedAt, periodEnd + periods * periodMs)
  return { at, by: "customer", decidedAt }
}

const dayBetween = ({ fromDay, toDay }: { fromDay: number; toDay: number }, chance: Prng) =>
  (fromDay + chance.next() * (toDay - fromDay)) * dayMs
const unpaidShare = 0.4

/** Null where the customer is still there. */
function endWithoutFlow(save: BilledRun, lastSeenAt: number, now: Date, chance: Prng): End | null {
  const { leaves } = becomesOf(save.taken?.offerType)
  const [isLeaving, isUnpaid] = [chance.chance(leaves.share), chance.chance(unpaidShare)]
  const at = Math.max(lastSeenAt, save.pauseEndsAt) + dayBetween(leaves, chance)
  if (!isLeaving || at >= now.getTime()) return null
  return isUnpaid ? { at, by: "unpaid" } : plannedEnd(save, at)
}

function standing(
  saves: readonly BilledRun[],
  endsAt: number | null,
  now: number,
): Pick<SubscriptionState, "status" | "resumesAt"> {
  const latest = (of: (save: BilledRun) => number) => Math.max(...saves.map(of))
  const pauseEndsAt = latest((save) => save.pauseEndsAt)
  if (endsAt !== null && endsAt <= now) return { status: "ended", resumesAt: null }
  if (pauseEndsAt > now) return { status: "paused", resumesAt: new Date(pauseEndsAt) }
  return { status: latest((save) => save.trialEndsAt) > now ? "trial" : "active", resumesAt: null }
}
