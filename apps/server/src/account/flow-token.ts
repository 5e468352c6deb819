import { createHmac, timingSafeEqual } from "node:crypto"
import { type Mode, modes } from "@holdfast/protocol"

/**
 * Proofs that the merchant's server vouches for a customer: the contract's bare hash, which covers only the customer
 * id, and Holdfast's flow token, which also covers subscription, mode and issue time.
 */

/** Lower-case hex HMAC-SHA256. */
export const hmac = (key: string, message: string) => createHmac("sha256", key).update(message).digest("hex")

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A flow key in the clear. */
export interface FlowKey {
  id: string
  text: string
  /** From when on it is not accepted any more; null where nobody has said so. */
  expiresAt: Date | null
}

/**
 * The key that made a signature; null where none did. Compares in constant time, with every key, so that the time says
 * nothing of which one matched.
 */
export function signerOf(keys: readonly FlowKey[], message: string, signature: string): FlowKey | null {
  const [signer = null] = keys.filter(({ text }) => isEqual(signature, hmac(text, message)))
  return signer
}

/** What a flow token says: `a` app, `c` customer, `s` subscription, `m` mode, `t` issued at (epoch ms). */
export interface FlowToken {
  appId: string
  customerId: string
  subscriptionId: string | null
  mode: Mode
  issuedAt: number
}

/** How far a merchant's clock may run ahead of ours. */
const tokenSkewMs = 5 * 60 * 1000

export type TokenProblem = "malformed" | "tampered" | "stale" | "future"

/**
 * `hf_` + base64url(JSON) + `.` + hex HMAC-SHA256 of that encoded part with the flow key.
 * A token that says nothing we could trust is `tampered`, whatever else is wrong with it.
 */
function readFlowToken(text: string): { token: FlowToken; signed: string; signature: string } | null {
  const parts = /^hf_([A-Za-z0-9_-]{1,8000})\.([0-9a-f]{64})$/.exec(text)
  const [, encoded = "", signature = ""] = parts ?? []
  if (!parts) return null
  try {
    const said: unknown = JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"))
    const { a, c, s, m, t } = said as Record<string, unknown>
    const mode = modes.find((known) => known === m)
    if (typeof a !== "string" || typeof c !== "string" || c === "" || !mode || !Number.isSafeInteger(t))
      return null
    if (s != null && typeof s !== "string") return null
    const token = { appId: a, customerId: c, subscriptionId: s ?? null, mode, issuedAt: t as number }
    return { token, signed: encoded, signature }
  } catch {
    return null
  }
}

/** @param maxAgeMs null skips the age: a session that was opened in time may go on */
export function checkFlowToken(
  text: string,
  keys: readonly FlowKey[],
  now: number,
  maxAgeMs: number | null,
): { token: FlowToken; signer: FlowKey } | TokenProblem {
  const read = readFlowToken(text)
  if (!read) return "malformed"
  const signer = signerOf(keys, read.signed, read.signature)
  if (!signer) return "tampered"
  if (read.token.issuedAt > now + tokenSkewMs) return "future"
  if (maxAgeMs !== null && read.token.issuedAt < now - maxAgeMs) return "stale"
  return { token: read.token, signer }
}
