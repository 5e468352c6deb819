import type { Wall } from "@holdfast/protocol"
import type { FlowOptions } from "../options.ts"

type Callback = (...args: never[]) => unknown

/** What a page may pass to `check` beside what `init` takes (wire contract 5.4). */
export interface WallOptions extends FlowOptions {
  /** True: the customer may close the wall. */
  softWall?: boolean
  /** True: ask anew, whatever was answered a moment ago. */
  forceCheck?: boolean
  /** Days for which a failed payment is only a notice. */
  gracePeriodDays?: number
  handleLogout?: Callback
  handleResume?: Callback
  onUpdatePaymentInformation?: Callback
  onPauseWallActivated?: Callback
  onPauseWallClose?: Callback
  onResume?: Callback
}

const onlyOfWalls: readonly (keyof WallOptions)[] = [
  "softWall",
  "forceCheck",
  "gracePeriodDays",
  "handleLogout",
  "handleResume",
  "onUpdatePaymentInformation",
  "onPauseWallActivated",
  "onPauseWallClose",
  "onResume",
]

/** What of them the cancel flow takes. */
export function flowOptionsOf(options: WallOptions): FlowOptions {
  const copy = { ...options }
  for (const name of onlyOfWalls) delete copy[name]
  return copy
}

/** What keeps these options from a wall, as a sentence for the page's engineer; null where nothing does. */
export function wallProblem({ gracePeriodDays: days }: WallOptions): string | null {
  const isCount = days === undefined || (typeof days === "number" && days >= 0 && Number.isFinite(days))
  return isCount ? null : "gracePeriodDays must be a number of days from 0 on"
}

/** The second argument of `onError`. */
export const faultType = (wall: Wall, what: "INITIALIZATION" | "CANCEL" | "RESUME" | "UPDATE_PAYMENT") =>
  `${wall.toUpperCase().replace("-", "_")}_WALL_${what}_ERROR`
