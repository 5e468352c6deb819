/** Most deliveries on their way to one endpoint at once. */
const widest = 32
/** Most on their way to endpoints that answer, all together, and to those of which nobody knows it. */
const slots = { proven: 768, unproven: 128 }

type Standing = keyof typeof slots

interface Lane {
  standing: Standing
  /** How many may be on their way. */
  width: number
  /** By how each began: a slot goes back to where it was taken from. */
  onTheWay: number
}

/**
 * How many deliveries may be on their way to each endpoint at once. An endpoint begins with one, and gets one more with each
 * that arrives; with one that fails it is back at one. Those that answer have slots that no other may take. So a hundred
 * dead endpoints hold a hundred of the other slots for as long as a try may take, and nobody who answers waits for them.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>()
  readonly #taken = { proven: 0, unproven: 0 }

  /** How many more may go to an endpoint now. */
  roomOf(endpoint: string): number {
    const { standing, width, onTheWay } = this.#lane(endpoint)
    return Math.max(0, Math.min(width - onTheWay, slots[standing] - this.#taken[standing]))
  }

  /** Whether so many may go that it is worth asking the database for them. */
  isWorthTaking(endpoint: string): boolean {
    const { width, onTheWay } = this.#lane(endpoint)
    return onTheWay <= 0.75 * width && this.roomOf(endpoint) > 0
  }

  /** One goes on its way. @returns what to call when it has ended; null says that it did not go */
  take(endpoint: string): (hasArrived: boolean | null) => void {
    const lane = this.#lane(endpoint)
    const { standing } = lane
    lane.onTheWay += 1
    this.#taken[standing] += 1
    return (hasArrived) => {
      lane.onTheWay -= 1
      this.#taken[standing] -= 1
      if (hasArrived === null) return
      lane.standing = hasArrived ? "proven" : "unproven"
      lane.width = hasArrived ? Math.min(lane.width + 1, widest) : 1
      // nothing is known of one that failed
      if (lane.onTheWay === 0 && !hasArrived) this.#lanes.delete(endpoint)
    }
  }

  #lane(endpoint: string): Lane {
    const found = this.#lanes.get(endpoint)
    if (found) return found
    const made: Lane = { standing: "unproven", width: 1, onTheWay: 0 }
    this.#lanes.set(endpoint, made)
    return made
  }
}
