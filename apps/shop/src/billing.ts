import { makeCustomers, type ShopCustomer } from "./customers.ts"

/** What happened to a subscription through the flow, as the account page shows it. */
export type Change =
  | { kind: "canceled"; endsAt: string }
  | { kind: "paused"; until: string }
  | {
      kind: "discounted"
      couponId: string
      percent: number | null
      amount: number | null
      months: number | null
    }
  | { kind: "switched"; plan: SwitchedPlan }
  | { kind: "extended"; until: string }

/** A plan that the customer switched to. */
export interface SwitchedPlan {
  id: string
  name: string
  priceMinor: number
  currency: string
  /** `month` or `year`. */
  interval: string
}

export interface Account extends ShopCustomer {
  change: Change | null
}

/** The shop's own billing, in memory: a demonstration starts anew with the process. */
export function makeBilling(now: () => Date = () => new Date()) {
  const changes = new Map<string, Change>()

  const account = (id: string): Account | null => {
    const customer = makeCustomers(now()).get(id)
    return customer ? { ...customer, change: changes.get(id) ?? null } : null
  }

  return {
    all: () => [...makeCustomers(now()).values()],
    account,
    /** At the end of the period that is paid for. */
    cancel(id: string): void {
      const endsAt = account(id)?.subscription.end ?? now().toISOString()
      changes.set(id, { kind: "canceled", endsAt })
    },
    /** @param months whole months from today */
    pause(id: string, months: number): void {
      const until = now()
      until.setMonth(until.getMonth() + months)
      changes.set(id, { kind: "paused", until: until.toISOString() })
    },
    discount(id: string, coupon: Omit<Extract<Change, { kind: "discounted" }>, "kind">): void {
      changes.set(id, { kind: "discounted", ...coupon })
    },
    switchPlan(id: string, plan: SwitchedPlan): void {
      changes.set(id, { kind: "switched", plan })
    },
    /** @param days added to the trial */
    extendTrial(id: string, days: number): void {
      const until = new Date(account(id)?.subscription.end ?? now())
      until.setDate(until.getDate() + days)
      changes.set(id, { kind: "extended", until: until.toISOString() })
    },
    reset: (id: string) => void changes.delete(id),
  }
}
