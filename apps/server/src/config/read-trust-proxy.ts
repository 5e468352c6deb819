import { isIP } from "node:net"
import { ConfigError } from "./config-error.ts"

/** How many proxies stand in front, or their addresses and networks. */
export function readTrustProxy(text: string | null): string[] | number | false {
  if (text === null) return false
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const proxies = text.split(",").map((proxy) => proxy.trim())
  const isProxy = (proxy: string) => {
    const [address = "", bits, ...more] = proxy.split("/")
    return (
      isIP(address) !== 0 &&
      more.length === 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= 128))
    )
  }
  if (!proxies.every(isProxy)) {
    throw new ConfigError(
      `HOLDFAST_TRUST_PROXY is "${text}"; it takes how many proxies stand in front, or their addresses and networks, joined by commas.`,
    )
  }
  return proxies
}
