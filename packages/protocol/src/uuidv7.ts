const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/**
 * A UUIDv7 (RFC 9562): ordered by creation time, so that rows which arrive in order of time stay in order.
 * @param createdAt epoch milliseconds
 * @param random at least 10 random bytes
 */
export function uuidv7(createdAt: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  for (let i = 5, rest = createdAt; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const text = Array.from(bytes, (byte) => hex[byte]).join("")
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
