import type { Piece } from "./parse-piece.ts"
import { PieceBuffer } from "./piece-buffer.ts"

const newline = 0x0a
const carriageReturn = 0x0d
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** The lines of NDJSON that are not blank. A byte order mark does no harm, nor do carriage returns with or without newlines. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const gathered = new PieceBuffer()
  let line = 1
  let end: number | null = null
  const take = (): Piece | null => {
    const bytes = gathered.take()
    const text = bytes && line === 1 && isMarked(bytes) ? bytes.subarray(byteOrderMark.length) : bytes
    return text && isBlank(text) ? null : { line, bytes: text }
  }
  for await (const chunk of chunks) {
    let from = 0
    end ??= endIn(chunk)
    const found = end ?? newline
    for (let at = chunk.indexOf(found); at >= 0; at = chunk.indexOf(found, from)) {
      gathered.add(chunk.subarray(from, at))
      from = at + 1
      const piece = take()
      if (piece) yield piece
      line++
    }
    gathered.add(chunk.subarray(from))
  }
  const last = take()
  if (last) yield last
}

/** What ends the lines: the first that a chunk has; null where it has none, or ends with what may be half of an end. */
function endIn(chunk: Buffer): number | null {
  const [feed, carriage] = [chunk.indexOf(newline), chunk.indexOf(carriageReturn)]
  if (carriage < 0 || (feed >= 0 && feed <= carriage + 1)) return feed < 0 ? null : newline
  return carriage === chunk.length - 1 ? null : carriageReturn
}

const isMarked = (bytes: Buffer) => bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark)

/** JSON's white space: tab, newline, carriage return and space. */
const isBlank = (bytes: Buffer) =>
  bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09 || byte === newline)
