const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** RFC 4648, without padding: how authenticator apps take a secret that is typed. */
export function base32(text: string): string {
  let bits = ""
  for (const byte of Buffer.from(text)) bits += byte.toString(2).padStart(8, "0")
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("")
}
