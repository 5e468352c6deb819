import type Stripe from "stripe"

export const daySeconds = 24 * 60 * 60

type Interval = Stripe.Price.Recurring.Interval

/** So many intervals after a moment, at the same time of day. From a 31st it is the last day of a shorter month. */
export function addIntervals(second: number, interval: Interval, count: number): number {
  if (interval === "day") return second + count * daySeconds
  if (interval === "week") return second + count * 7 * daySeconds
  const date = new Date(second * 1000)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + count * (interval === "year" ? 12 : 1))
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return Math.floor(date.getTime() / 1000)
}

/** The end of the period of a price that begins at a moment, counted from the anchor so that a 31st stays one. */
export function periodEnd(anchor: number, start: number, { recurring }: Stripe.Price): number {
  const { interval, interval_count } = recurring ?? { interval: "month", interval_count: 1 }
  let count = 0
  let end = anchor
  while (end <= start) {
    count += interval_count
    end = addIntervals(anchor, interval, count)
  }
  return end
}
