import { scaleLinear } from "d3-scale"

/** How the values of a chart stand on their axis. */
export interface ValueAxis {
  /** A value as its tick says it, short: `50%`, `$9.4K`. */
  says: (value: number) => string
  /** The axis goes no further down or up than there is anything to be, such as 0 and 1 for a share. */
  least?: number
  most?: number
  /** Heights are compared, so that the axis begins at 0. */
  isFromZero?: boolean
  /** Things are counted: there is no tick at half of one. */
  isWhole?: boolean
}

/** From the first to the last value of the axis, round ones, with about so many ticks between. */
export interface AxisPlan {
  from: number
  to: number
  ticks: readonly number[]
}

/** Values that are nearer to each other than this part of them are one: arithmetic with them leaves nothing of the rest. */
const leastSpan = 1e-9

/** What an axis is from where to where. What is no number is passed over; without any, the axis is one from 0 to 1. */
export function planAxis(values: readonly (number | null)[], axis: ValueAxis, count = 4): AxisPlan {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value))
  if (axis.isFromZero) known.push(0)
  let low = Math.min(...known)
  let high = Math.max(...known)
  if (known.length === 0) [low, high] = [axis.least ?? 0, axis.most ?? 1]
  if (high - low <= leastSpan * Math.max(1, Math.abs(low), Math.abs(high))) {
    // a single height has no scale: half of it around it, or one unit where it is nothing
    const reach = Math.abs(low) > leastSpan ? Math.abs(low) / 2 : 1
    high += reach
    if (!axis.isFromZero || low < 0) low -= reach
  }
  const within = (value: number) => Math.min(axis.most ?? value, Math.max(axis.least ?? value, value))
  const [from = 0, to = 1] = scaleLinear([within(low), within(high)], [0, 1])
    .nice(count)
    .domain()
  const [least, most] = [within(from), within(to)]
  const ticks = scaleLinear([least, most], [0, 1]).ticks(count)
  return { from: least, to: most, ticks: axis.isWhole ? ticks.filter(Number.isInteger) : ticks }
}
