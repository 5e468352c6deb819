const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** What an authenticator app makes of a typed secret. */
export function unbase32(text: string): string {
  const bits = [...text].map((character) => alphabet.indexOf(character).toString(2).padStart(5, "0")).join("")
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString()
}
