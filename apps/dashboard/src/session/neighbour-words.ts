import type { Neighbour } from "@holdfast/protocol"
import { clockTime } from "../time/exact-time.ts"

/** What became of a session among its neighbours: `this session · counts`, `set aside by the one at 13:05`. */
export function neighbourRole(
  neighbour: Neighbour,
  thisId: string,
  neighbours: readonly Neighbour[],
): string {
  const role = roleOf(neighbour, thisId, neighbours)
  return neighbour.id === thisId ? `this session · ${role}` : role
}

function roleOf({ id, outcome, bouncedBy }: Neighbour, thisId: string, all: readonly Neighbour[]): string {
  if (outcome.kind === "open") return "waits until it ends"
  if (bouncedBy === null) {
    const count = all.filter((each) => each.bouncedBy === id).length
    return count === 0 ? "counts" : `counts, set aside ${count === 1 ? "one" : count}`
  }
  if (bouncedBy === thisId) return "set aside by this session"
  const winner = all.find((each) => each.id === bouncedBy)
  return winner
    ? `set aside by the one at ${clockTime(new Date(winner.createdAt))}`
    : "set aside by another one"
}

const dayMs = 24 * 60 * 60 * 1000

/** Where on a line of 48 hours around `middle` an instant lies, in percent from its start. */
export function placeOnLine(at: string, middle: string): number {
  const share = (Date.parse(at) - Date.parse(middle)) / (2 * dayMs) + 0.5
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
}
