import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto"
import type { Auth } from "./auth.ts"

/**
 * The token of a login out of a request's cookies, if better-auth signed it: `token.signature`, percent-encoded, where
 * the signature is an HMAC-SHA256 under its secret in base64. null for everything else.
 */
export async function readLoginToken(auth: Auth, cookies: string): Promise<string | null> {
  const { authCookies } = await auth.$context
  return readSignedCookie(auth, authCookies.sessionToken.name, cookies)
}

/** What better-auth put into a cookie of that name, the same way. */
export async function readSignedCookie(auth: Auth, name: string, cookies: string): Promise<string | null> {
  const { secret } = await auth.$context
  const value = cookieNamed(name, cookies)
  const dot = value.lastIndexOf(".")
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const signature = Buffer.from(value.slice(dot + 1), "base64")
  const expected = createHmac("sha256", keyOf(secret)).update(token).digest()
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null
}

let known: { secret: string; key: KeyObject } | null = null

/** A server has one secret; making it a key takes longer than the signature. */
function keyOf(secret: string): KeyObject {
  if (known?.secret !== secret) known = { secret, key: createSecretKey(secret, "utf8") }
  return known.key
}

/** Of several with one name the first counts, as it does for better-auth. */
export function cookieNamed(name: string, cookies: string): string {
  for (const cookie of cookies.split(";")) {
    const [key, ...value] = cookie.split("=")
    if (key?.trim() === name) return decode(value.join("=").trim())
  }
  return ""
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}
