import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import type { Secret } from "../account/secret.ts"

/**
 * Bytes of a recording are encrypted with a key that is its own, and the key under the installation's secret. Whoever deletes
 * the wrapped key has made them unreadable wherever there are copies of them.
 */

const nonceBytes = 12
const tagBytes = 16

/** A new key, as it is kept. */
export const newWrappedKey = (secret: Secret): Buffer => secret.seal(randomBytes(32).toString("base64url"))

/** @throws Error when it was wrapped under another secret */
export const unwrapKey = (secret: Secret, wrapped: Buffer): Buffer =>
  Buffer.from(secret.unseal(wrapped, "The key of a recording"), "base64url")

/** @param place what the bytes are: elsewhere they do not open */
export function sealBytes(key: Buffer, place: string, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when they were sealed with another key or for another place, or are damaged */
export function openBytes(key: Buffer, place: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
}
