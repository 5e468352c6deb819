import type { FastifyRequest } from "fastify"
import { ApiError } from "../api-error.ts"

/**
 * Lets only our own pages change anything with a person's login. The login's cookie already stays at home when another
 * site calls; a neighbour below the same domain is the same site to a browser, and is told apart by its origin.
 * @throws ApiError 403
 */
export function assertOwnPage(request: FastifyRequest, url: string): void {
  if (request.method === "GET" || request.method === "HEAD") return
  const { origin } = request.headers
  // programs and scripts send none, and no browser lets a page leave it out
  if (origin === undefined) return
  // with its scheme: a page of the same host that came in the clear may be anybody's
  if (origin === `${request.protocol}://${request.host}` || origin === new URL(url).origin) return
  throw new ApiError(403, "foreign_page", "This call comes from a page of another site.")
}
