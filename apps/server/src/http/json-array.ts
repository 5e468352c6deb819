import { Readable } from "node:stream"

/**
 * A JSON array as a stream, made of its entries' JSON as it comes in pieces. The next piece is asked for when the reader has
 * taken the one before, so that a large answer, or a slow reader, never has more than one in memory.
 * @param onPiece is told of each that is sent
 * @param pieces of which the first decides whether there is an answer: what goes wrong with it is thrown
 */
export async function jsonArray(
  pieces: AsyncGenerator<readonly string[]>,
  onPiece: (piece: readonly string[]) => void = () => {},
): Promise<Readable> {
  const first = await pieces.next()
  async function* texts() {
    try {
      yield "["
      let isEmpty = true
      for (let piece = first; !piece.done; piece = await pieces.next()) {
        if (piece.value.length === 0) continue
        onPiece(piece.value)
        yield (isEmpty ? "" : ",") + piece.value.join(",")
        isEmpty = false
      }
      yield "]"
    } finally {
      // a reader that is gone asks for nothing more
      await pieces.return(undefined)
    }
  }
  // a piece is as large as it is; what waits is counted in pieces
  return Readable.from(texts(), { highWaterMark: 1 })
}
