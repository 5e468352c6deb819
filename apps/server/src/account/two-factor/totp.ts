import { createHmac } from "node:crypto"

const periodMs = 30_000

/** The code of six digits (RFC 6238, HMAC-SHA1, 30 seconds) that an app shows for a secret at a moment. */
export function totpAt(secret: string, at: Date): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / periodMs)))
  const digest = createHmac("sha1", secret).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 15
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, "0")
}

/** Whether a code is that of now, or of the half minute before: typing takes time. */
export const isCodeOf = (secret: string, code: string, now: Date): boolean =>
  [-1, 0].some((periods) => totpAt(secret, new Date(now.getTime() + periods * periodMs)) === code)
