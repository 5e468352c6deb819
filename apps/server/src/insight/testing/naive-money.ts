import { detailOf, type Stored } from "../../session/testing/naive-sessions.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"

/** Every interval and every count of intervals up to twelve divides it, so that a month's part of an amount is a whole number. */
const parts = 12n * 27_720n * 100n
const perYear: Readonly<Record<string, bigint>> = { DAY: 365n, WEEK: 52n, MONTH: 12n, YEAR: 1n }

export const isPriced = (session: Stored): boolean => naiveDimensions.priced(session) === "true"

/** Price × quantity by the month, in parts of a minor unit. */
function partsOf(session: Stored): bigint {
  const { plan_price: price, billing_interval: interval, billing_interval_count: count } = session
  const quantity = BigInt(detailOf(session).customer?.itemQuantity ?? 1)
  const hundredths = BigInt(Math.round((price ?? 0) * 100)) * quantity
  return (hundredths * (perYear[interval ?? ""] ?? 0n) * 27_720n) / BigInt(Math.max(1, count ?? 1))
}

function minorBy(sessions: readonly Stored[]): Map<string, number> {
  const sums = new Map<string, bigint>()
  for (const session of sessions.filter(isPriced)) {
    const currency = session.currency?.toLowerCase() ?? ""
    sums.set(currency, (sums.get(currency) ?? 0n) + partsOf(session))
  }
  // half a minor unit goes up
  return new Map(Array.from(sums, ([currency, sum]) => [currency, Number((sum * 2n + parts) / (parts * 2n))]))
}

const byCurrency = (a: { currency: string }, b: { currency: string }) => (a.currency < b.currency ? -1 : 1)

/** What sessions are worth by the month, exact to the last part of a minor unit before it is rounded. */
export const naiveMonthly = (sessions: readonly Stored[]) =>
  Array.from(minorBy(sessions), ([currency, minor]) => ({ currency, minor })).sort(byCurrency)

export function naiveKeptAndLost(sessions: readonly Stored[]) {
  const [kept, lost] = [
    minorBy(sessions.filter(({ outcome }) => outcome !== "canceled")),
    minorBy(sessions.filter(({ outcome }) => outcome === "canceled")),
  ]
  return [...new Set([...kept.keys(), ...lost.keys()])]
    .map((currency) => ({ currency, kept: kept.get(currency) ?? 0, lost: lost.get(currency) ?? 0 }))
    .sort(byCurrency)
}
