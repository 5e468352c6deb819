import { BlockList, isIPv6 } from "node:net"
import type { FastifyRequest } from "fastify"
import type { Config } from "../config.ts"

/** What a trusted proxy tells of a caller's country, as it was sent; null where there is no such proxy, or it tells none. */
export type ProxyCountry = (request: Pick<FastifyRequest, "headers" | "socket">) => string | null

/**
 * Believes the header only of a request that comes from a proxy: whoever reaches the server past it may write what they like.
 * With a number of proxies, all that arrives has come through one.
 */
export function readProxyCountry({
  countryHeader,
  trustProxy,
}: Pick<Config, "countryHeader" | "trustProxy">): ProxyCountry {
  if (countryHeader === null || trustProxy === false) return () => null
  const isProxy = typeof trustProxy === "number" ? () => trustProxy > 0 : among(trustProxy)
  return ({ headers, socket }) => {
    const told = headers[countryHeader]
    return typeof told === "string" && isProxy(socket.remoteAddress ?? "") ? told.slice(0, 100) : null
  }
}

function among(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/")
    const family = isIPv6(address) ? "ipv6" : "ipv4"
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4")
}
