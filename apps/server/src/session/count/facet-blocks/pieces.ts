/** Above every code point: a piece of two characters is one number, which a set holds far cheaper than a text. */
const radix = 0x110000

/** Gathers every one- and two-character piece of texts. A character is a code point, as PostgreSQL counts them. */
export function collectPieces(): { add(text: string): void; read(): string[] } {
  const seen = new Set<number>()
  return {
    add(text) {
      let before = 0
      for (let i = 0; i < text.length; ) {
        const point = text.codePointAt(i) ?? 0
        i += point > 0xffff ? 2 : 1
        seen.add(point)
        if (before > 0) seen.add(before * radix + point)
        before = point
      }
    },
    read: () =>
      Array.from(seen, (piece) =>
        piece < radix
          ? String.fromCodePoint(piece)
          : String.fromCodePoint(Math.floor(piece / radix), piece % radix),
      ),
  }
}

/** The pieces that a text which contains `search` must have: its characters, and each two that follow each other. */
export function piecesOf(search: string): string[] {
  const pieces = collectPieces()
  pieces.add(search)
  return pieces.read()
}
