import { isMark, isSpace, jsonBytes, recordSeparator } from "./json-bytes.ts"
import type { Piece } from "./parse-piece.ts"
import { PieceBuffer } from "./piece-buffer.ts"

const { quote, backslash, comma, openList, closeList, openObject, closeObject, newline } = jsonBytes

const isBetween = (byte: number) =>
  isSpace(byte) || byte === comma || byte === recordSeparator || isMark(byte)

/**
 * Objects one behind the other, each over as many lines as it likes: what `jq` writes, and editors. Only brackets and
 * quotes are looked at; whether a piece is JSON is for its reader.
 */
export async function* splitValues(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const piece = new PieceBuffer()
  let isWithin = false
  let depth = 0
  let inString = false
  let isEscaped = false
  let line = 1
  let beganOn = 1
  for await (const chunk of chunks) {
    let from = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number
      if (byte === newline) line++
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) inString = false
        continue
      }
      if (!isWithin) {
        if (isBetween(byte)) continue
        isWithin = true
        from = i
        beganOn = line
      }
      if (byte === quote) inString = true
      else if (byte === openList || byte === openObject) depth++
      else if ((byte === closeList || byte === closeObject) && --depth <= 0) {
        piece.add(chunk.subarray(from, i + 1))
        yield { line: beganOn, bytes: piece.take() }
        isWithin = false
        depth = 0
      }
    }
    if (isWithin) piece.add(chunk.subarray(from))
  }
  if (isWithin) yield { line: beganOn, bytes: piece.take() }
}
