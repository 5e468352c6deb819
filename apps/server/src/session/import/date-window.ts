import { readAnyTime, readInstant } from "@holdfast/protocol"
import { withParameters } from "./sessions-address.ts"

/** Sessions by `createdAt`, in epoch milliseconds; null where the address alone says where they begin or end. */
export interface DateWindow {
  from: number | null
  to: number | null
}

export const allTime: DateWindow = { from: null, to: null }

/** Some servers take the bounds in and some do not, and some know whole seconds only. */
const overlapMs = 1000
/** One that is shorter is read whatever it holds. */
const shortestMs = 4000
/** No import takes a session that is older. */
const earliest = Date.UTC(2000, 0)

/** The address of the sessions in a window. It reaches a little into the next one, so that none lies between the two. */
export function addressOf(address: URL, { from, to }: DateWindow): URL {
  return withParameters(address, {
    ...(from !== null && { startDate: new Date(from).toISOString() }),
    ...(to !== null && { endDate: new Date(to + overlapMs).toISOString() }),
  })
}

/**
 * The two halves of a window, the older first; null where it is too short for that.
 * @param address whose own bounds hold where the window has none
 */
export function halvesOf({ from, to }: DateWindow, address: URL): [DateWindow, DateWindow] | null {
  const first = from ?? boundIn(address, "startDate", earliest)
  const last = to ?? boundIn(address, "endDate", Date.now())
  // a bound that is no time is for the server to refuse
  if (!(last - first >= shortestMs)) return null
  const middle = Math.floor((first + last) / 2000) * 1000
  return [
    { from, to: middle },
    { from: middle, to },
  ]
}

const boundIn = (address: URL, name: string, otherwise: number): number => {
  const text = address.searchParams.get(name)
  return text === null ? otherwise : (readInstant(text)?.getTime() ?? Number.NaN)
}

/** Whether a record lies where a server that heeds the window's bounds has none. */
export function isOutside({ from, to }: DateWindow, record: unknown): boolean {
  const createdAt =
    typeof record === "object" && record !== null && "createdAt" in record ? record.createdAt : null
  const time = readAnyTime(createdAt)?.getTime() ?? Number.NaN
  return (from !== null && time < from - overlapMs) || (to !== null && time > to + 2 * overlapMs)
}
