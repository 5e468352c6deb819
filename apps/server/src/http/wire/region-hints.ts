import type { DirectCustomer, RegionHints } from "@holdfast/protocol"
import type { FastifyRequest } from "fastify"
import type { Services } from "../services.ts"

/** What a caller says of the browser that it runs in. */
interface Browser {
  timeZone?: string | null | undefined
  language?: string | null | undefined
}

/** Where a request's customer may be: what the page, a trusted proxy and the browser tell. */
export const regionHints = (
  { proxyCountry }: Services,
  request: FastifyRequest,
  customer: DirectCustomer | null | undefined,
  { timeZone = null, language }: Browser,
): RegionHints => ({
  addresses: customer?.addresses,
  proxyCountry: proxyCountry(request),
  timeZone,
  language: language ?? firstLanguage(request.headers["accept-language"]),
})

/** Browsers name the language that they like best first. */
const firstLanguage = (header: string | undefined): string | null =>
  header?.split(/[,;]/, 1)[0]?.trim().slice(0, 50) || null
