import type { Day } from "../time/day.ts"

/** The place of the point from which on a goal holds: the day, week or month that has its first day in it. 0 where it holds all the time. */
export const goalBegins = (points: readonly { day: Day }[], from: Day | undefined): number =>
  from === undefined
    ? 0
    : Math.max(
        0,
        points.findLastIndex(({ day }) => day <= from),
      )
