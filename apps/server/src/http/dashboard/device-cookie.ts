import { randomBytes } from "node:crypto"
import type { FastifyReply, FastifyRequest } from "fastify"
import { cookieNamed } from "../../account/read-login-token.ts"

const name = "holdfast.device"
/** The longest that browsers keep a cookie. */
const maxAgeS = 400 * 24 * 3600

/**
 * By which a browser that has signed in before is known again: a random value, of no use for anything but a limit of its
 * own on wrong passwords.
 */
export function readDevice(request: FastifyRequest): string | null {
  const value = cookieNamed(name, request.headers.cookie ?? "")
  return /^[\w-]{43}$/.test(value) ? value : null
}

export const newDevice = (): string => randomBytes(32).toString("base64url")

/** Beside the cookies that the answer sets already. */
export function setDevice(reply: FastifyReply, device: string, url: string): void {
  const secure = url.startsWith("https:") ? "; Secure" : ""
  void reply.header(
    "set-cookie",
    `${name}=${device}; Max-Age=${maxAgeS}; Path=/api; HttpOnly; SameSite=Lax${secure}`,
  )
}
