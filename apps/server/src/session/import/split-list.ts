import { isSpace, jsonBytes } from "./json-bytes.ts"
import { ListFinder } from "./list-finder.ts"
import type { Piece } from "./parse-piece.ts"
import { PieceBuffer } from "./piece-buffer.ts"
import { SourceError } from "./source-item.ts"

const { quote, backslash, comma, openList, closeList, openObject, closeObject, newline } = jsonBytes

/**
 * The entries of a JSON list as text, without reading the whole: `[…]`, or the list that an object calls `data` or the like. Only
 * brackets and quotes are looked at; whether an entry is JSON is for its reader, so that a broken one does not take
 * the rest with it.
 * @throws SourceError where there is no list, where it does not end, or where text stands behind it
 */
export async function* splitList(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const finder = new ListFinder()
  const entry = new PieceBuffer()
  let hasBegun = false
  let hasEnded = false
  let isWithin = false
  /** How many brackets of the entry are open. */
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
      } else if (!hasBegun) {
        hasBegun = finder.read(byte) === "list"
      } else if (isSpace(byte)) {
        // means nothing outside a string
      } else if (hasEnded) {
        if (finder.depth === 0) throw new SourceError(`goes on after its list, on line ${line}.`)
      } else if (depth === 0 && (byte === comma || byte === closeList)) {
        if (isWithin) {
          entry.add(chunk.subarray(from, i))
          yield { line: beganOn, bytes: entry.take() }
        }
        isWithin = false
        hasEnded = byte === closeList
      } else {
        if (!isWithin) {
          isWithin = true
          from = i
          beganOn = line
        }
        if (byte === quote) inString = true
        else if (byte === openList || byte === openObject) depth++
        else if ((byte === closeList || byte === closeObject) && depth > 0) depth--
      }
    }
    if (isWithin) entry.add(chunk.subarray(from))
  }

  if (!hasBegun) throw new SourceError("is no list of records in JSON, nor one record to a line.")
  if (hasEnded) return
  if (isWithin) yield { line: beganOn, bytes: entry.take() }
  throw new SourceError(`ends on line ${line}, before its list of records does; what came before was read.`)
}
