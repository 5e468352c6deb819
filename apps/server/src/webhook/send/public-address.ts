import { BlockList, isIP } from "node:net"

const list = (family: "ipv4" | "ipv6", subnets: readonly string[]): BlockList => {
  const made = new BlockList()
  for (const subnet of subnets) {
    const [net = "", bits] = subnet.split("/")
    made.addSubnet(net, Number(bits), family)
  }
  return made
}

/** By IANA's registry of special addresses, and the one public address at which a cloud answers for itself. */
const closed4 = list("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Azure's, which hands out secrets of the machine
  "168.63.129.16/32",
])

/** Of IPv6 only what is routed at all is open, but for these. */
const open6 = list("ipv6", ["2000::/3"])
const closed6 = list("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"])

/** IPv4 in other clothes: mapped, and translated by a NAT64. */
const carries4 = /^(?:::ffff|64:ff9b:):([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/**
 * Whether an address is one of the public internet, rather than of this machine, its network, its cloud, or nobody's.
 * @param address as a resolver gives it; what is no address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !closed4.check(address, "ipv4")
  // a zone is of an address of this machine's own links
  if (isIP(address) !== 6 || address.includes("%")) return false
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const carried = carries4.exec(plain)
  if (carried) return isPublicAddress(dotted(carried[1] ?? "", carried[2] ?? ""))
  return open6.check(plain, "ipv6") && !closed6.check(plain, "ipv6")
}

function dotted(high: string, low: string): string {
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join(".")
}
