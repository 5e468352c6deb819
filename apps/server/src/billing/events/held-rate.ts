import { wilsonInterval } from "@holdfast/protocol/flow"

/** Saves that were followed for so many full days, and then ended, or were not followed any further. */
export interface Followed {
  /** -1 where nothing is known of them after the session. */
  days: number
  ended: boolean
  count: number
}

/** How it stands so many full days after the save. */
export interface HeldDay {
  day: number
  /** The share that was still subscribed. */
  rate: number
  low: number
  high: number
  /** Followed for so long, and not ended before. */
  atRisk: number
  /** Ended on this day: the share of the next one is less by them. */
  ended: number
}

export interface HeldRate {
  /** null where none was followed for so long. */
  rate: number | null
  low: number | null
  high: number | null
  atRisk: number
  /** Not ended, and not followed for so long. */
  tooYoung: number
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054

/**
 * The share of saves that held, day by day, by Kaplan and Meier: of those that were still followed on each day, the share that
 * did not end on it, multiplied. A save that is 10 days old counts for these 10 days, and says nothing about the thirtieth. The
 * 95 % interval has Greenwood's variance on the scale of log(-log), which keeps it between 0 and 1. Where none or all have
 * ended there is no such interval, and Wilson's of those at risk stands for it. The curve ends where nobody is followed any more,
 * unless all have ended: that is known for good.
 */
export function heldCurve(saves: readonly Followed[], days: number): HeldDay[] {
  const ends = new Map<number, number>()
  const lost = new Map<number, number>()
  let atRisk = 0
  for (const { days: day, ended, count } of saves) {
    if (day < 0) continue
    atRisk += count
    const on = ended ? ends : lost
    on.set(day, (on.get(day) ?? 0) + count)
  }
  const curve: HeldDay[] = []
  let [rate, variance, lastAtRisk] = [1, 0, 0]
  for (let day = 0; day <= days && (atRisk > 0 || (rate === 0 && lastAtRisk > 0)); day++) {
    const ended = ends.get(day) ?? 0
    curve.push({ day, rate, ...intervalOf(rate, variance, atRisk || lastAtRisk), atRisk, ended })
    if (atRisk > 0) lastAtRisk = atRisk
    if (ended > 0) {
      rate = ended === atRisk ? 0 : rate * (1 - ended / atRisk)
      variance += ended / (atRisk * (atRisk - ended))
    }
    atRisk -= ended + (lost.get(day) ?? 0)
  }
  return curve
}

function intervalOf(rate: number, variance: number, atRisk: number): { low: number; high: number } {
  if (rate === 0 || rate === 1) return wilsonInterval({ count: rate * atRisk, of: atRisk }, 0.95)
  const reach = Math.exp((z * Math.sqrt(variance)) / -Math.log(rate))
  return { low: rate ** reach, high: rate ** (1 / reach) }
}

/** The share that was still subscribed so many full days after. */
export function heldRate(saves: readonly Followed[], days: number): HeldRate {
  const at = heldCurve(saves, days)[days]
  const young = saves.filter((save) => !save.ended && save.days < days)
  return {
    rate: at?.rate ?? null,
    low: at?.low ?? null,
    high: at?.high ?? null,
    atRisk: at?.atRisk ?? 0,
    tooYoung: young.reduce((sum, { count }) => sum + count, 0),
  }
}
