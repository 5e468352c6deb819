/** Some entries of a JSON array, with commas between them. */
export interface Piece {
  entries: number
  json: readonly Buffer[]
}

/** Stands between the number of entries and the entries; JSON has no control characters. */
const endOfCount = 0x02

/**
 * Reads what `COPY` sends of one row: a number, `\x02`, that many entries with commas between them, and the end of the line. The
 * bytes are not copied.
 */
export async function readPiece(chunks: AsyncIterable<Buffer>): Promise<Piece> {
  let digits = ""
  let isCounted = false
  const json: Buffer[] = []
  for await (const chunk of chunks) {
    const end: number = isCounted ? -1 : chunk.indexOf(endOfCount)
    const isDigits = !isCounted && end < 0
    if (!isCounted) digits += chunk.toString("latin1", 0, isDigits ? chunk.length : end)
    isCounted ||= end >= 0
    if (!isDigits) json.push(chunk.subarray(end + 1))
  }
  const last = json.pop()
  // behind the row is the end of the line
  if (last) json.push(last.subarray(0, -1))
  return { entries: Number(digits), json: json.filter(({ length }) => length > 0) }
}
