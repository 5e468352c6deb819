/** Goals: what a figure of the page is to reach, drawn where the figure stands. */

/** Held rates are those after so many days; kept and lost are monthly value, in one currency. */
export const goalFigures = [
  "saveRate",
  "offerSaveRate",
  "held30",
  "held60",
  "held90",
  "sessions",
  "saved",
  "canceled",
  "kept",
  "lost",
] as const
export type GoalFigure = (typeof goalFigures)[number]

export const goalFigureNames: Readonly<Record<GoalFigure, string>> = {
  saveRate: "Save rate",
  offerSaveRate: "Offer save rate",
  held30: "Held 30 days",
  held60: "Held 60 days",
  held90: "Held 90 days",
  sessions: "Sessions",
  saved: "Saved",
  canceled: "Cancelled",
  kept: "Kept a month",
  lost: "Lost a month",
}

/** Its goal is a level in percent. All other figures grow with the days, so that their goals are of 30 days. */
export const isRateGoal = (figure: GoalFigure): boolean =>
  figure.endsWith("Rate") || figure.startsWith("held")

/** Its goal is of one currency. */
export const isMoneyGoal = (figure: GoalFigure): boolean => figure === "kept" || figure === "lost"

/** So many days bring what the goal of a number or an amount says; other spans are measured by their days. */
export const goalDays = 30

export interface Goal {
  id: string
  figure: GoalFigure
  /** Of `kept` and `lost`, in lower case; null of all others. */
  currency: string | null
  /** Percent of a rate; of all others what 30 days are to bring: sessions, or whole units of the currency. */
  level: number
  /** From which day of the workspace's calendar on, such as `2026-09-01`. */
  since: string
  /** A shared view whose sessions it is of; null for all live ones. */
  viewId: string | null
}

/** `GET /api/workspaces/:appId/goals`: in the order of `goalFigures`. Those of a view that is shared no longer rest, and are not in it. */
export interface Goals {
  goals: Goal[]
}

/**
 * `PUT /api/workspaces/:appId/goals`, answered by the `Goal`: a figure, in a currency, of the same sessions has one goal, and another
 * takes its place. `DELETE …/goals/:goalId` (204).
 */
export type NewGoal = Omit<Goal, "id">

/** A goal beside the figures of a span. */
export interface StandingGoal extends Goal {
  /**
   * What the figure is to be in this span, in its own measure: a fraction, sessions, or minor units. Null where the goal begins after
   * the span, and of a number or an amount in a span without a beginning.
   */
  target: number | null
}

/** The goals of the sessions that a page is of. */
export interface PageGoals {
  /**
   * Which sessions these are: all live ones, where `viewId` is null, or those of a shared view. Null where they are of neither, and can
   * have no goal.
   */
  of: { viewId: string | null; viewName: string | null } | null
  /** In the order of `goalFigures`. */
  list: StandingGoal[]
}
