import { mostOfRecord, nothing, type Reading } from "./reading.ts"
import type { Schema } from "./tolerant-schema.ts"

/** What an entry of a list takes besides its texts. */
const bytesOfEntry = 50

/** So many of a list that is too long are kept from its beginning, and as many from its end. */
export const keptOfEachEnd = 100

export function readList(reading: Reading, { items = {}, maxItems }: Schema, value: unknown): unknown {
  if (!Array.isArray(value)) return reading.leaveOut("takes a list")
  const most = Math.min(maxItems ?? Number.POSITIVE_INFINITY, 2 * keptOfEachEnd)
  const isLong = value.length > most
  const each = isLong ? Math.floor(most / 2) : value.length
  if (isLong) reading.say(`has more than ${most} entries; the first and the last ${each} are kept`)
  const kept: unknown[] = isLong ? [...value.slice(0, each), ...value.slice(-each)] : value
  let isFull = false
  return kept.flatMap((entry, at) => {
    const i = at < each ? at : value.length - kept.length + at
    if (isFull) return []
    if (reading.room.bytes <= 0) {
      isFull = true
      reading.say(`and all after it is beyond the ${mostOfRecord / 1024} KB that are kept of a session`, i)
      return []
    }
    // its brackets, and the names of its fields
    reading.room.bytes -= bytesOfEntry
    if (entry === null) {
      reading.say("is null", i)
      return []
    }
    const read = reading.below(i, items, entry)
    return read === nothing ? [] : [read]
  })
}
