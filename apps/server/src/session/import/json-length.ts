/** About how many characters a value has as JSON, without writing it down. */
export function jsonLength(value: unknown): number {
  if (typeof value === "string") return value.length + 2
  if (typeof value !== "object" || value === null) return 5
  let length = 2
  for (const [key, field] of Object.entries(value)) length += key.length + 3 + jsonLength(field)
  return length
}
