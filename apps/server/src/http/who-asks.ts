import type { FastifyRequest } from "fastify"
import { addressKey } from "../account/sign-in/address-key.ts"

/** What is known of who asks, found out one by one. */
interface Known {
  /** An App ID. */
  workspace?: string
  /** An id. */
  person?: string
}

const known = new WeakMap<FastifyRequest, Known>()

export function noteWho(request: FastifyRequest, found: Known): void {
  known.set(request, { ...known.get(request), ...found })
}

/** Who asked for what, and from where, as the log may have it: no personal data, and of an address its network. */
export const whoAsks = (request: FastifyRequest) => ({
  method: request.method,
  /** The template: an address itself may hold a name or a token. */
  route: request.routeOptions.url ?? null,
  ...namedWorkspace(request),
  ...known.get(request),
  from: addressPrefix(request.ip),
})

/** The App ID that a client names. What has no App ID's shape may be anything, an email among it, and is left out. */
function namedWorkspace({ params, headers, body }: FastifyRequest): Known {
  const said = [
    (params as { appId?: unknown } | undefined)?.appId,
    headers["x-ck-app"],
    (body as { app?: unknown } | null | undefined)?.app,
  ]
  const appId = said.find((text) => typeof text === "string" && /^[0-9a-z]{9}$/.test(text))
  return typeof appId === "string" ? { workspace: appId } : {}
}

/** `192.0.2.0/24`, `2001:db8:1::/48`: a network, and nobody's house. */
function addressPrefix(address: string): string {
  const key = addressKey(address)
  if (key.endsWith("/64")) return `${key.split(":").slice(0, 3).join(":")}::/48`
  return /^\d+\.\d+\.\d+\.\d+$/.test(key) ? `${key.slice(0, key.lastIndexOf("."))}.0/24` : "unknown"
}
