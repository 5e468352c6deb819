import type { LookupAddress } from "node:dns"
import { lookup as askSystem, Resolver } from "node:dns/promises"
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type RequestOptions,
} from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { hostOf } from "../endpoint/webhook-url.ts"
import { isPublicAddress } from "./public-address.ts"

/** What is refused before anything is sent, or while a name is looked up. The message is for the people of the company. */
export class Refusal extends Error {}

const notPublic = "The address is not one of the public internet; nothing was sent."

/** Requests to addresses that somebody typed. */
export interface PublicNet {
  /** @throws Refusal here, or as the error of the request */
  request(url: URL, options: Pick<RequestOptions, "method" | "signal" | "headers">): ClientRequest
  close(): void
}

/**
 * Requests by HTTP to the public internet alone. Each name is resolved once for a connection. Every address that it has must be
 * public, and the connection goes to one of those very addresses.
 * @param allowsPrivate whether other addresses are allowed, too
 */
export function openPublicNet(
  allowsPrivate: boolean,
  resolve: Resolve = resolveName(allowsPrivate),
): PublicNet {
  const lookup: LookupFunction = (host, options, done) => {
    const connect = (found: LookupAddress[]) => {
      const addresses = found.filter(({ family }) => !options.family || options.family === family)
      const [first] = addresses
      if (!first) return done(new Refusal(`The name ${host} has no address.`), [])
      if (!allowsPrivate && !found.every(({ address }) => isPublicAddress(address)))
        return done(new Refusal(notPublic), [])
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    }
    resolve(host).then(connect, (error: NodeJS.ErrnoException) => done(error, []))
  }
  const options = { keepAlive: true, lookup, maxFreeSockets: 64 }
  const agents = { "http:": new HttpAgent(options), "https:": new HttpsAgent(options) }
  return {
    request(url, given) {
      const host = hostOf(url)
      // a name is looked up, an address is not
      if (isIP(host) && !allowsPrivate && !isPublicAddress(host)) throw new Refusal(notPublic)
      return url.protocol === "https:"
        ? httpsRequest(url, { ...given, agent: agents["https:"] })
        : httpRequest(url, { ...given, agent: agents["http:"] })
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

/**
 * By questions to the DNS of our own: the system's lookup takes one of four threads for as long as a dead name server
 * is silent, and everybody else's waits. The system's own names, as of /etc/hosts, are for who allows private addresses.
 */
function resolveName(allowsPrivate: boolean): Resolve {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  return async (host) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const found = [
      ...(four.status === "fulfilled" ? four.value.map((address) => ({ address, family: 4 })) : []),
      ...(six.status === "fulfilled" ? six.value.map((address) => ({ address, family: 6 })) : []),
    ]
    if (found.length > 0) return found
    if (allowsPrivate) return askSystem(host, { all: true })
    throw new Refusal("The name of the server could not be found.")
  }
}
