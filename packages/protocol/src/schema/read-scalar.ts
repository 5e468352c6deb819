import type { Reading } from "./reading.ts"
import type { Schema } from "./tolerant-schema.ts"

export function readNumber(reading: Reading, { type, minimum, maximum }: Schema, value: unknown): unknown {
  const isWhole = type === "integer" || type?.includes("integer")
  // "29.00" may be dollars or cents
  const number = typeof value === "string" && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value
  if (typeof number !== "number" || !Number.isFinite(number))
    return reading.leaveOut("takes a number; as a text, only a whole one")
  if (isWhole && !Number.isInteger(number)) return reading.leaveOut("takes a whole number")
  if (minimum !== undefined && number < minimum) return reading.leaveOut(`takes at least ${minimum}`)
  if (maximum !== undefined && number > maximum) return reading.leaveOut(`takes at most ${maximum}`)
  return number
}

export function readFlag(reading: Reading, { essential }: Schema, value: unknown): unknown {
  if (typeof value === "boolean") return value
  const word = typeof value === "object" ? "" : String(value).trim().toLowerCase()
  if (!["true", "false", "1", "0"].includes(word))
    return essential ? value : reading.leaveOut("takes true or false")
  return word === "true" || word === "1"
}
