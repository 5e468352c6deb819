import { randomBytes } from "node:crypto"
import type { FastifyReply, FastifyRequest } from "fastify"
import { cookiePrefix } from "../../account/auth.ts"
import { cookieNamed } from "../../account/read-login-token.ts"

const nameFor = (url: string) => `${cookiePrefix(url)}.device`
/** The longest that browsers keep a cookie. */
const maxAgeS = 400 * 24 * 3600

/**
 * By which a browser that has signed in before is known again: a random value, of no use for anything but a limit of its
 * own on wrong passwords.
 */
export function readDevice(request: FastifyRequest, url: string): string | null {
  const value = cookieNamed(nameFor(url), request.headers.cookie ?? "")
  return /^[\w-]{43}$/.test(value) ? value : null
}

export const newDevice = (): string => randomBytes(32).toString("base64url")

/** Beside the cookies that the answer sets already. */
export function setDevice(reply: FastifyReply, device: string, url: string): void {
  // a name that is for this host alone takes no narrower path
  const reach = url.startsWith("https:") ? "Path=/; Secure" : "Path=/api"
  void reply.header(
    "set-cookie",
    `${nameFor(url)}=${device}; Max-Age=${maxAgeS}; ${reach}; HttpOnly; SameSite=Lax`,
  )
}
