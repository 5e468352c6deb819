/**
 * Values as MongoDB's tools write them into JSON, canonical or relaxed: `{"$oid": "66f0…"}`, `{"$date": …}`,
 * `{"$numberInt": "5"}`. Each is read as what it stands for, and stays a plain value of JSON.
 */

/** Stands for no value at all. */
export const noValue = Symbol("no value")

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** By the first name of the object that stands for the value. */
const readers: Readonly<Record<string, (value: unknown, whole: Fields) => unknown>> = {
  $oid: (value) => value,
  $uuid: (value) => value,
  $symbol: (value) => value,
  $numberInt: readNumber,
  $numberLong: readNumber,
  $numberDouble: readNumber,
  $numberDecimal: readNumber,
  $date: readDate,
  $timestamp: (value) => (isFields(value) && typeof value.t === "number" ? value.t : noValue),
  $binary: (value, { $type }) =>
    isFields(value) ? readBinary(value.base64, value.subType) : readBinary(value, $type),
  $undefined: () => noValue,
  $minKey: () => noValue,
  $maxKey: () => noValue,
}

/** What a value of extended JSON stands for; any other value as it is, and what lies in it is not looked at. */
export function readExtended(value: unknown): unknown {
  if (!isFields(value)) return value
  for (const name in value) {
    // such an object has no name but those
    if (!name.startsWith("$")) return value
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    return read ? read(value[name], value) : value
  }
  return value
}

/** Canonical ones count milliseconds; a text is ISO 8601. */
function readDate(value: unknown): unknown {
  const ms = isFields(value) ? readExtended(value) : value
  return typeof ms === "number" && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : ms
}

/** Numbers that JSON's own cannot hold stay texts. */
function readNumber(value: unknown): unknown {
  if (typeof value !== "string") return value
  const number = Number(value)
  const isExact =
    value.trim() !== "" && Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER
  return isExact ? number : value
}

/** A UUID as texts have it; other bytes as they came. */
function readBinary(base64: unknown, subType: unknown): unknown {
  if (typeof base64 !== "string") return noValue
  if (!["03", "04", "3", "4", 3, 4].includes(subType as string)) return base64
  const hex = Array.from(atob64(base64), (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join(
    "",
  )
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : base64
}

function atob64(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ""
  }
}
