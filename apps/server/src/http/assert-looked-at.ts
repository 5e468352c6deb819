import type { FastifyRequest } from "fastify"
import { ApiError } from "./api-error.ts"

/**
 * A look is written down in the name of whoever is signed in, so only a page of ours may cause one: not a link or an image of
 * another site, nor what a browser fetches ahead, which may never be seen. Programs say nothing of where they ask from.
 * @param what is looked at, at the beginning of a sentence, in the plural
 * @throws ApiError 403
 */
export function assertLookedAt({ headers }: Pick<FastifyRequest, "headers">, what: string): void {
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""}`
  if (/prefetch|prerender/i.test(purpose)) {
    throw new ApiError(403, "fetched_ahead", `${what} are not fetched ahead: each look is written down.`)
  }
  const { "sec-fetch-site": site = "same-origin", "sec-fetch-dest": use = "empty" } = headers
  if (site === "same-origin" && use === "empty") return
  throw new ApiError(
    403,
    "not_looked_at",
    `${what} are read by a page of the dashboard only: each look is written down.`,
  )
}
