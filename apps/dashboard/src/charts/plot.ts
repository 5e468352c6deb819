import { scaleLinear, scalePoint } from "d3-scale"
import type { AxisPlan } from "./value-axis.ts"

/** Where the drawing of a chart over time lies in its picture. Charts below one another lie at the same place. */
export interface Plot {
  width: number
  left: number
  right: number
  top: number
  bottom: number
  /** There is room for words at the right end of lines. */
  isWide: boolean
}

/** From how many pixels on a line's name stands at its end; below, it stands above the drawing. */
const wideFrom = 560

/** @param height of what is between the axes, in pixels */
export function plotOf(width: number, height: number): Plot {
  const isWide = width >= wideFrom
  return {
    width,
    left: 44,
    right: Math.max(60, width - (isWide ? 108 : 10)),
    top: 10,
    bottom: 10 + height,
    isWide,
  }
}

/** Where the middle of each of so many points lies, and how wide one is. */
export function acrossOf(
  { left, right }: Plot,
  count: number,
): { at: (place: number) => number; step: number } {
  const step = (right - left) / Math.max(1, count)
  const scale = scalePoint(
    Array.from({ length: count }, (_, place) => place),
    [left + step / 2, right - step / 2],
  )
  return { at: (place) => scale(place) ?? (left + right) / 2, step }
}

/** How high a value lies, in pixels from the top. */
export const heightOf = ({ top, bottom }: Plot, { from, to }: AxisPlan): ((value: number) => number) =>
  scaleLinear([from, to], [bottom, top])
