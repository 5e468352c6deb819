import type { MonthlyValue } from "@holdfast/protocol/dashboard"
import type { TableRow } from "../session/count/tables/table.ts"

/** An amount of a period by the month, as a fraction: year ÷ 12, week × 52 ÷ 12, day × 365 ÷ 12, every 3 months ÷ 3. */
const perMonth: Readonly<Record<string, readonly [bigint, bigint]>> = {
  DAY: [365n, 12n],
  WEEK: [52n, 12n],
  MONTH: [1n, 1n],
  YEAR: [1n, 12n],
}

/** Amounts of one period: `usd MONTH 1`, in hundredths of minor units. */
interface PeriodAmount {
  period: string
  amount: bigint
}

/**
 * One fraction for each currency, so that nothing is rounded before the end. Amounts of one period are added up first: each
 * fraction that is added makes the next one longer, and thousands of them took longer than the walk through the sessions.
 */
function sumByCurrency(amounts: readonly PeriodAmount[]): Map<string, { over: bigint; under: bigint }> {
  const byPeriod = new Map<string, bigint>()
  for (const { period, amount } of amounts) byPeriod.set(period, (byPeriod.get(period) ?? 0n) + amount)
  const sums = new Map<string, { over: bigint; under: bigint }>()
  for (const [period, amount] of byPeriod) {
    const [count = "1", interval = "MONTH", ...code] = period.split(" ").reverse()
    const currency = code.reverse().join(" ")
    const [times, by] = perMonth[interval] ?? [1n, 1n]
    const [over, under] = [amount * times, by * BigInt(count) * 100n]
    const sum = sums.get(currency) ?? { over: 0n, under: 1n }
    sums.set(currency, { over: sum.over * under + over * sum.under, under: sum.under * under })
  }
  return sums
}

/** Halves go up, as people round money that is not negative. */
const rounded = ({ over, under }: { over: bigint; under: bigint }): number =>
  Number((over * 2n + under) / (under * 2n))

/** The monthly value of sessions, a line a currency, the largest first. Currencies are never added up. */
export function monthlyValues(amounts: readonly PeriodAmount[]): { currency: string; minor: number }[] {
  return Array.from(sumByCurrency(amounts), ([currency, sum]) => ({ currency, minor: rounded(sum) })).sort(
    (a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1),
  )
}

/**
 * Kept and lost by currency.
 * @param at which column of the rows is the `period`
 * @param isLost whether the sessions of a row were cancelled
 */
export function keptAndLost(
  rows: readonly TableRow[],
  at: number,
  isLost: (row: TableRow) => boolean,
): MonthlyValue[] {
  const priced = rows.flatMap((row) => {
    const period = row.values[at] ?? null
    return period === null ? [] : [{ period, amount: row.amount, isLost: isLost(row) }]
  })
  const kept = monthlyValues(priced.filter((each) => !each.isLost))
  const lost = monthlyValues(priced.filter((each) => each.isLost))
  const minorIn = (values: typeof kept, code: string) =>
    values.find(({ currency }) => currency === code)?.minor ?? 0
  return [...new Set([...kept, ...lost].map(({ currency }) => currency))]
    .map((currency) => ({ currency, kept: minorIn(kept, currency), lost: minorIn(lost, currency) }))
    .sort((a, b) => b.kept + b.lost - a.kept - a.lost || (a.currency < b.currency ? -1 : 1))
}
