import { readEpoch } from "@holdfast/protocol"
import { CustomerSnapshot, ImportedRecord, PresentedOffer, StepViewed } from "@holdfast/protocol/schema"

type Fields = Record<string, unknown>

/** The fields of a schema that hold a time. */
const timesOf = ({ properties }: { properties: object }): readonly string[] =>
  Object.entries(properties).flatMap(([name, { format }]: [string, { format?: string }]) =>
    format === "holdfast-instant" || format === "holdfast-date" ? [name] : [],
  )

const times = {
  record: timesOf(ImportedRecord),
  customer: timesOf(CustomerSnapshot),
  offer: timesOf(PresentedOffer),
  step: timesOf(StepViewed),
} as const

/**
 * Writes the times of a record as ISO 8601 with a zone, in place. Warehouses leave out the T or the zone, which then is
 * UTC wherever this runs, and some servers write epoch seconds or milliseconds. What is no time stays as it is, for the
 * check that comes after to name it.
 */
export function timesInUtc(record: Fields): void {
  rewrite(record, times.record)
  rewrite(record.customer, times.customer)
  for (const offer of listOf(record.presentedOffers)) rewrite(offer, times.offer)
  for (const step of listOf(record.stepsViewed)) rewrite(step, times.step)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function rewrite(fields: unknown, names: readonly string[]): void {
  if (typeof fields !== "object" || fields === null) return
  for (const name of names) {
    const value = (fields as Fields)[name]
    if (value !== undefined && value !== null) (fields as Fields)[name] = timeInUtc(value)
  }
}

const spelling =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|([+-]\d{2})(?::?(\d{2}))?)?$/i

/** One time, as `timesInUtc` writes it. */
export function timeInUtc(value: unknown): unknown {
  if (typeof value === "number") return readEpoch(value)?.toISOString() ?? value
  const [, day, time, zone, hours, minutes = "00"] =
    typeof value === "string" ? (spelling.exec(value.trim()) ?? []) : []
  if (day === undefined) return value
  return `${day}T${time}${zone === undefined || hours === undefined ? "Z" : `${hours}:${minutes}`}`
}
