import type { BillingInterval } from "@holdfast/protocol"

/** What the demo merchant sells: a small tool for teams, by the day up to the year, in several currencies. */

export interface Plan {
  /** The middle of the price id: `price_pro_monthly_usd`. */
  key: string
  name: string
  /** US cents; other currencies follow from `priceIn`. */
  usdMinor: number
  interval: BillingInterval
  intervalCount: number
  isTeam: boolean
  /** How common it is. */
  weight: number
}

const plan = (
  key: string,
  name: string,
  usdMinor: number,
  interval: BillingInterval,
  weight: number,
  rest: Partial<Pick<Plan, "intervalCount" | "isTeam">> = {},
): Plan => ({ key, name, usdMinor, interval, intervalCount: 1, isTeam: false, weight, ...rest })

export const plans: readonly Plan[] = [
  plan("starter_monthly", "Starter", 1200, "MONTH", 30),
  plan("pro_monthly", "Pro", 2900, "MONTH", 27),
  plan("pro_quarterly", "Pro quarterly", 7900, "MONTH", 4, { intervalCount: 3 }),
  plan("pro_annual", "Pro annual", 29000, "YEAR", 14),
  plan("team_monthly", "Team", 7900, "MONTH", 10, { isTeam: true }),
  plan("team_annual", "Team annual", 79000, "YEAR", 7, { isTeam: true }),
  plan("weekly", "Weekly", 600, "WEEK", 5),
  plan("day_pass", "Day pass", 150, "DAY", 3),
]

/** Units of the currency for a dollar, and what its prices are rounded to, both in minor units. */
const currencies: Record<string, { rate: number; step: number }> = {
  usd: { rate: 1, step: 1 },
  eur: { rate: 0.95, step: 50 },
  gbp: { rate: 0.82, step: 50 },
  cad: { rate: 1.38, step: 100 },
  aud: { rate: 1.52, step: 100 },
  brl: { rate: 3.2, step: 100 },
  pln: { rate: 3.8, step: 100 },
  sek: { rate: 10, step: 500 },
  // the yen has no smaller unit: minor units are yen
  jpy: { rate: 1.4, step: 10 },
}

export function priceIn(currency: string, plan: Plan): number {
  const { rate, step } = currencies[currency] ?? { rate: 1, step: 1 }
  return Math.max(step, Math.round((plan.usdMinor * rate) / step) * step)
}

export const planId = (plan: Plan, currency: string) => `price_${plan.key}_${currency}`

/** The plan of a price, in whatever currency. */
export const planOfId = (id: string | null | undefined): Plan | undefined =>
  plans.find(({ key }) => id?.startsWith(`price_${key}_`))
