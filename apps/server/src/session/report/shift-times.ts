import { keptOfEachEnd } from "@holdfast/protocol/schema"

/** Smaller differences are the way over the network. */
const toleratedMs = 2 * 60 * 1000

/** The times that a browser's clock writes into a session, by the list they stand in. */
const timesIn = {
  stepsViewed: ["start", "end"],
  presentedOffers: ["presentedAt", "acceptedAt", "declinedAt"],
} as const

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null

function shiftTime(value: unknown, byMs: number): unknown {
  if (typeof value !== "string") return value
  const shifted = Date.parse(value) + byMs
  // what is no time stays as it is, for the check that comes after to name it
  return Math.abs(shifted) < 8.64e15 ? new Date(shifted).toISOString() : value
}

/**
 * Sets the times of a session right whose browser has a wrong clock: as far as the moment of sending, as the
 * browser knows it, is from the moment of receiving. A customer whose clock is days ahead would otherwise be
 * refused for times in the future. Takes anything, since it comes before the check of the body's shape.
 * @param sentAt epoch milliseconds by the browser's clock
 * @param receivedAt epoch milliseconds by ours
 */
export function shiftTimes(session: unknown, sentAt: unknown, receivedAt: number): void {
  if (!isFields(session) || typeof sentAt !== "number") return
  const skew = receivedAt - sentAt
  if (!(Math.abs(skew) > toleratedMs)) return
  for (const [list, names] of Object.entries(timesIn)) {
    const entries = session[list]
    if (!Array.isArray(entries)) continue
    // of a longer list the middle is not kept
    const kept =
      entries.length > 2 * keptOfEachEnd
        ? [...entries.slice(0, keptOfEachEnd), ...entries.slice(-keptOfEachEnd)]
        : entries
    for (const entry of kept) {
      if (!isFields(entry)) continue
      for (const name of names) if (name in entry) entry[name] = shiftTime(entry[name], skew)
    }
  }
}
