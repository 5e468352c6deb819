import { createHmac, timingSafeEqual } from "node:crypto"
import { type Mode, modes } from "@holdfast/protocol"

/**
 * Proofs that the merchant's server vouches for a customer: the contract's bare hash, which covers only the customer
 * id, and Holdfast's flow token, which also covers subscription, mode and issue time. See decision 30.
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
function signerOf(
  keys: readonly FlowKey[],
  sign: (key: string) => string,
  signature: string,
): FlowKey | null {
  const [signer = null] = keys.filter(({ text }) => isEqual(signature, sign(text)))
  return signer
}

/** The key that made the bare hash of an id. A hash may come in capitals, or with a line end that a file left. */
export function hashSigner(keys: readonly FlowKey[], id: string, hash: string): FlowKey | null {
  // a token of the first kind has such a hash for its signature
  if (readPayload(id)) return null
  return signerOf(keys, (key) => hmac(key, id), hash.trim().toLowerCase())
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

export type TokenProblem = "malformed" | "tampered" | "old_kind" | "stale" | "future"

/**
 * How each kind of token is signed. The bare hash signs whatever text a customer's id is, so no mark in the text alone
 * tells the two apart: `hf2_` is in the key as well. The first kind, `hf_`, has no mark.
 */
const kinds = {
  hf2_: (key: string, encoded: string) => hmac(`hf2_${key}`, `hf2_${encoded}`),
  hf_: hmac,
} as const

/** What the encoded part of a token says; null for what is none. */
function readPayload(encoded: string): FlowToken | null {
  if (!/^[A-Za-z0-9_-]{1,8000}$/.test(encoded)) return null
  const text = Buffer.from(encoded, "base64url").toString("utf8")
  // nearly every customer's id comes by here, and an error that is thrown costs as much as a proof
  if (!/^\s*\{/.test(text)) return null
  try {
    const said: unknown = JSON.parse(text)
    const { a, c, s, m, t } = said as Record<string, unknown>
    const mode = modes.find((known) => known === m)
    if (typeof a !== "string" || typeof c !== "string" || c === "" || !mode || !Number.isSafeInteger(t))
      return null
    if (s != null && typeof s !== "string") return null
    return { appId: a, customerId: c, subscriptionId: s || null, mode, issuedAt: t as number }
  } catch {
    return null
  }
}

/** What must hold of a token. */
export interface TokenRules {
  now: number
  /** null skips the age: a session that was opened in time may go on. */
  maxAgeMs: number | null
  /** Tokens of the first kind, `hf_`, are accepted before this moment; null where they are not. */
  oldUntil: Date | null
}

/**
 * A kind, base64url(JSON), a dot, and a signature in hex.
 * A token that says nothing we could trust is `tampered`, whatever else is wrong with it.
 */
export function checkFlowToken(
  text: string,
  keys: readonly FlowKey[],
  { now, maxAgeMs, oldUntil }: TokenRules,
): { token: FlowToken; signer: FlowKey } | TokenProblem {
  const [, kind, encoded = "", signature = ""] =
    /^(hf2_|hf_)([A-Za-z0-9_-]+)\.([0-9a-f]{64})$/i.exec(text.trim()) ?? []
  const token = readPayload(encoded)
  if ((kind !== "hf2_" && kind !== "hf_") || !token) return "malformed"
  const signer = signerOf(keys, (key) => kinds[kind](key, encoded), signature.toLowerCase())
  if (!signer) return "tampered"
  if (kind === "hf_" && (oldUntil === null || oldUntil.getTime() <= now)) return "old_kind"
  if (token.issuedAt > now + tokenSkewMs) return "future"
  if (maxAgeMs !== null && token.issuedAt < now - maxAgeMs) return "stale"
  return { token, signer }
}
