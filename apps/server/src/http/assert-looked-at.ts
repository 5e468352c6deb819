import type { FastifyRequest } from "fastify"
import { ApiError } from "./api-error.ts"

/**
 * What a browser fetches ahead may never be seen, so it must not be written down; and then it must not be answered either.
 * @param what is looked at, at the beginning of a sentence, in the plural
 * @throws ApiError 403
 */
export function assertLookedAt({ headers }: Pick<FastifyRequest, "headers">, what: string): void {
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""}`
  if (!/prefetch|prerender/i.test(purpose)) return
  throw new ApiError(403, "fetched_ahead", `${what} are not fetched ahead: each look is written down.`)
}
