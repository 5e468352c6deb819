/** Alerts: what is told when a figure passes a level, or when a mix shifts. Times are ISO 8601 in UTC. */

/** `lost` is the monthly value of the cancelled sessions, in one currency. */
export const alertFigures = ["saveRate", "offerSaveRate", "sessions", "canceled", "lost"] as const
export type AlertFigure = (typeof alertFigures)[number]

export const alertFigureNames: Readonly<Record<AlertFigure, string>> = {
  saveRate: "Save rate",
  offerSaveRate: "Offer save rate",
  sessions: "Sessions",
  canceled: "Cancelled",
  lost: "Lost a month",
}

/**
 * `level`: a figure lies above or below a level: percent of a rate, a count, whole units of `currency`.
 * `mix`: the share of any reason, or of any outcome, moved by more than so many points against the window before, and the interval
 * of the difference leaves zero.
 */
export type AlertWatch =
  | {
      kind: "level"
      figure: AlertFigure
      direction: "above" | "below"
      level: number
      /** Of `lost`; null of all others. */
      currency: string | null
    }
  | { kind: "mix"; of: "reason" | "outcome"; points: number }

export const alertWindows = [7, 30, 90] as const
export type AlertWindow = (typeof alertWindows)[number]

export interface Alert {
  id: string
  name: string
  watch: AlertWatch
  /** Days of the workspace's calendar up to now, today included. */
  windowDays: AlertWindow
  /** With fewer sessions nothing is told. */
  leastSample: number
  /** A shared view whose sessions it is of; null for all live ones. */
  viewId: string | null
  /** Its view is gone or is shared no longer: nothing is watched. */
  isViewGone: boolean
  /** How it goes on is noted, and nobody is told. */
  isMuted: boolean
  /** Since when it holds; null while it does not. */
  firingSince: string | null
  /** What was read last, in a sentence, and when. */
  reading: string | null
  readAt: string | null
  /** Whether the person who asks is mailed, and how many people are. */
  mailsMe: boolean
  mailed: number
}

/** `GET /api/workspaces/:appId/alerts`: by name. */
export interface Alerts {
  alerts: Alert[]
}

/**
 * `POST /api/workspaces/:appId/alerts`, answered 201 by the `Alert`: who makes it is mailed. `PUT …/alerts/:alertId` changes it, and
 * begins it anew where what it watches changes. `DELETE …/alerts/:alertId` (204).
 */
export type NewAlert = Pick<Alert, "name" | "watch" | "windowDays" | "leastSample" | "viewId" | "isMuted">

/** `PUT …/alerts/:alertId/mail`, answered by the `Alert`: whether the person who asks is mailed. */
export interface AlertMail {
  mailsMe: boolean
}

/** When it is told: `Save rate below 40%`. */
export function alertCondition(watch: AlertWatch): string {
  if (watch.kind === "mix") {
    return `A ${watch.of === "reason" ? "reason’s" : "way to end’s"} share moved by more than ${watch.points} points`
  }
  const { figure, direction, level, currency } = watch
  const amount = new Intl.NumberFormat("en-US").format(level)
  const isRate = figure === "saveRate" || figure === "offerSaveRate"
  const unit = isRate ? "%" : figure === "lost" && currency !== null ? ` ${currency.toUpperCase()}` : ""
  return `${alertFigureNames[figure]} ${direction} ${amount}${unit}`
}
