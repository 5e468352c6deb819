import { isIPv6 } from "node:net"

/**
 * What limits take for one address: an IPv4 address as it is, of an IPv6 address the network (`/64`), since whoever has
 * one such address has 2^64 of them.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [plain = ""] = address.split("%")
  if (!isIPv6(plain)) return address
  const [head = "", tail] = plain.toLowerCase().split("::")
  const groups = (text: string) => (text === "" ? [] : text.split(":"))
  const [before, after] = [groups(head), groups(tail ?? "")]
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const all = [...before, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`
}
