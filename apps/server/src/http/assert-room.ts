import type { FastifyReply } from "fastify"
import type { RateLimit } from "../account/rates/rate-limits.ts"
import { ApiError } from "./api-error.ts"
import type { Services } from "./services.ts"

/**
 * Counts a request towards a limit.
 * @param what has been too many, as in "Too many reports of this customer"
 * @throws ApiError 429 with `retry-after`
 */
export function assertRoom(
  { rates, now }: Services,
  reply: FastifyReply,
  limit: RateLimit,
  key: string,
  what: string,
  count = 1,
): void {
  const waitS = rates.take(limit, key, now(), count)
  if (waitS !== null) throw tooMany(reply, what, waitS)
}

/**
 * Sessions that somebody reads in bulk: refused when there were too many, and else counted as they are read.
 * @param reader in words, as in "Too many sessions read with this key"
 * @throws ApiError 429
 */
export function countReads(
  services: Services,
  reply: FastifyReply,
  limit: RateLimit,
  key: string,
  reader: string,
): (sessions: number) => void {
  assertRoom(services, reply, limit, key, `sessions read with ${reader}`, 0)
  return (sessions) => void services.rates.take(limit, key, services.now(), sessions)
}

export function tooMany(reply: FastifyReply, what: string, waitS: number): ApiError {
  void reply.header("retry-after", waitS)
  const minutes = Math.ceil(waitS / 60)
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`
  return new ApiError(429, "too_many", `Too many ${what}; wait ${wait}.`)
}
