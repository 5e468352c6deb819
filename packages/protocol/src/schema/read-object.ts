import { readBillingPeriod } from "../billing-period.ts"
import { nothing, type Reading } from "./reading.ts"
import type { Schema } from "./tolerant-schema.ts"
import { type Fields, isFields } from "./unknown-fields.ts"

export function readObject(reading: Reading, node: Schema, value: unknown): unknown {
  if (!isFields(value)) return reading.isAtTop ? value : reading.leaveOut("takes an object")
  const { properties = {}, required = [] } = node
  const read: Fields = {}
  const names = Object.keys(value)
  const beside: (() => void)[] = []
  let hasUnknown = false
  for (const name of names) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!schema) {
      hasUnknown = true
      continue
    }
    const field = value[name]
    const { countIn, unitOf, otherwise } = schema
    const period = countIn !== undefined && typeof field === "string" ? readBillingPeriod(field) : null
    const kept = period?.interval ?? reading.below(name, schema, field)
    if (countIn !== undefined && period && period.count > 1)
      beside.push(() => multiply(read, countIn, period.count))
    if (kept === nothing && unitOf !== undefined && field !== "")
      beside.push(() => dropNumber(reading, read, unitOf))
    if (kept !== nothing) read[name] = kept
    // where it has to be there, the check that follows says so
    else if (required.includes(name) && reading.isAtTop) read[name] = field
    if (!otherwise || kept !== otherwise.word || typeof field !== "string") continue
    const word = field.trim()
    if (word.toUpperCase() !== kept)
      read[otherwise.into] ??= reading.below(otherwise.into, { type: "string", maxLength: 500 }, word)
  }
  for (const each of beside) each()
  const missing = reading.isAtTop ? undefined : required.find((name) => read[name] == null)
  if (missing !== undefined) {
    return names.length === 0 ? nothing : reading.leaveOut(`has no ${missing} that can be read`)
  }
  if (hasUnknown) keepUnknown(reading, read, value, names, node)
  return read
}

/** A period of two quarters has six months. */
function multiply(read: Record<string, unknown>, countIn: string, months: number): void {
  const said = read[countIn]
  read[countIn] = (typeof said === "number" && said > 0 ? said : 1) * months
}

/** Without its unit a number would be read with another one: 30 days as 30 months. */
function dropNumber(reading: Reading, read: Record<string, unknown>, number: string): void {
  if (read[number] == null) return
  Reflect.deleteProperty(read, number)
  reading.say("has no unit that can be read", number)
}

/** Fields that the schema does not know, as far as there is room for them; of a merchant's own object, all. */
function keepUnknown(
  reading: Reading,
  read: Fields,
  value: Fields,
  names: readonly string[],
  node: Schema,
): void {
  const { properties, maxProperties = Number.POSITIVE_INFINITY } = node
  const budget = properties ? reading.unknown : reading.freeForm
  let kept = 0
  for (const name of names) {
    if (properties && Object.hasOwn(properties, name)) continue
    if (kept === maxProperties || budget.isFull) {
      reading.say("has more fields than are kept; the first ones are")
      return
    }
    const { entry, why } = budget.keep(name, value[name])
    if (why !== null) reading.say(why, name)
    if (entry === null) continue
    read[entry.name] = entry.value
    kept += 1
  }
}
