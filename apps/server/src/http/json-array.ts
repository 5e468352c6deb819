import { Readable } from "node:stream"
import type { Piece } from "../session/read/read-piece.ts"

/**
 * A JSON array as a stream, made of its entries as they come in pieces. The next piece is asked for when the reader has
 * taken the one before, so that a large answer, or a slow reader, never has more than one in memory.
 * @param pieces of which the first decides whether there is an answer: what goes wrong with it is thrown
 * @param onPiece is told how many entries are sent
 */
export async function jsonArray(
  pieces: AsyncGenerator<Piece>,
  onPiece: (entries: number) => void = () => {},
): Promise<Readable> {
  const first = await pieces.next()
  async function* bytes() {
    try {
      yield Buffer.from("[")
      let isFirst = true
      for (let piece = first; !piece.done; piece = await pieces.next()) {
        if (piece.value.entries === 0) continue
        onPiece(piece.value.entries)
        if (!isFirst) yield Buffer.from(",")
        yield* piece.value.json
        isFirst = false
      }
      yield Buffer.from("]")
    } finally {
      // a reader that is gone asks for nothing more
      await pieces.return(undefined)
    }
  }
  return Readable.from(bytes(), { objectMode: false })
}
