import type { Neighbour } from "@holdfast/protocol"
import { clockTime } from "../time/exact-time.ts"

/** What became of a session among its neighbours: `This session, counts`, `Bounced by the one at 13:05`. */
export function neighbourRole(
  neighbour: Neighbour,
  thisId: string,
  neighbours: readonly Neighbour[],
): string {
  const role = roleOf(neighbour, thisId, neighbours)
  return neighbour.id === thisId ? `This session, ${role.charAt(0).toLowerCase()}${role.slice(1)}` : role
}

function roleOf({ outcome, bouncedBy }: Neighbour, thisId: string, all: readonly Neighbour[]): string {
  if (outcome.kind === "open") return "In progress"
  if (bouncedBy === null) return "Counts"
  if (bouncedBy === thisId) return "Bounced by this session"
  const winner = all.find((each) => each.id === bouncedBy)
  return winner ? `Bounced by the one at ${clockTime(new Date(winner.createdAt))}` : "Bounced by another one"
}

const dayMs = 24 * 60 * 60 * 1000

/** How far apart marks stand at least, in percent, so that each can be seen. */
const leastGap = 4

/**
 * Where on a line of 48 hours around `middle` instants lie, in percent from its start. Those that are minutes apart are
 * moved off each other a little.
 * @param inTime oldest first
 */
export function placesOnLine(inTime: readonly string[], middle: string): number[] {
  const gap = Math.min(leastGap, 100 / inTime.length)
  const places = inTime.map((at) => {
    const share = (Date.parse(at) - Date.parse(middle)) / (2 * dayMs) + 0.5
    return Math.min(1, Math.max(0, share)) * 100
  })
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i] ?? 0, (places[i - 1] ?? 0) + gap)
  let end = 100
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] ?? 0, end)
    end = (places[i] ?? 0) - gap
  }
  return places.map((place) => Math.round(place * 10) / 10)
}
