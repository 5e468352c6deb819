import type { FlowArm } from "./blueprint.ts"

/**
 * The arm that a customer has in a test: half of the customers to each, the same on every server, in every process and at
 * any time, as it follows from nothing but the two ids. Arms of different tests have nothing to do with each other.
 */
export const assignArm = (testId: string, customerId: string): FlowArm =>
  murmur3(customerId, murmur3(testId, 0)) % 2 === 0 ? "control" : "variant"

const encoder = new TextEncoder()
const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))
const mixed = (block: number) => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)

/**
 * MurmurHash3 (x86, 32 bits; Austin Appleby, public domain) of a text as UTF-8. Node's hashes are not there in a browser,
 * and those of browsers answer later.
 * @returns from 0 up to 2^32 - 1
 */
export function murmur3(text: string, seed: number): number {
  const bytes = encoder.encode(text)
  const view = new DataView(bytes.buffer)
  const whole = bytes.length - (bytes.length % 4)
  let hash = seed
  for (let at = 0; at < whole; at += 4) {
    hash = Math.imul(rotate(hash ^ mixed(view.getUint32(at, true)), 13), 5) + 0xe6546b64
  }
  const rest = bytes.subarray(whole).reduceRight((block, byte) => (block << 8) | byte, 0)
  hash ^= mixed(rest) ^ bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
