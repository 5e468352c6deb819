/** The weekly mail: a week of figures, to whom chose it. Times are ISO 8601 in UTC. */

/** From Monday, 1, to Sunday, 7. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

export const weekdayNames: Readonly<Record<Weekday, string>> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
}

/** One weekly mail of the person who asks. */
export interface Digest {
  id: string
  /** The saved view whose sessions it is of; null for all sessions of the page. */
  viewId: string | null
  weekday: Weekday
  /** 0 to 23, in its time zone. */
  hour: number
  /** IANA name. Its days are days of it. */
  timeZone: string
  /** When the next one is made. */
  nextAt: string
}

/** `GET /api/workspaces/:appId/digests`: the person's own, in the order in which they chose them. */
export interface Digests {
  digests: Digest[]
}

/**
 * `PUT /api/workspaces/:appId/digests`, which answers the `Digest`: begins the weekly mail of a view, or changes the one there
 * is. `DELETE …/digests/:digestId` (204) ends it.
 */
export type DigestChoice = Pick<Digest, "viewId" | "weekday" | "hour" | "timeZone">
