import { isSpace, jsonBytes } from "./json-bytes.ts"
import { maxRecordBytes, type Piece } from "./parse-piece.ts"
import { splitLines } from "./split-lines.ts"
import { splitList } from "./split-list.ts"

/**
 * The records of a file that is called JSON: a list, as `splitList` takes it, or NDJSON, which database tools and `jq -c`
 * write under the same name. It is NDJSON where its first line is an object by itself, and not one that holds the list.
 * @throws SourceError as `splitList` does
 */
export async function* splitJson(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const rest = chunks[Symbol.asyncIterator]()
  const head: Buffer[] = []
  let length = 0
  for (let isEnough = false; !isEnough && length <= maxRecordBytes; ) {
    const { value, done } = await rest.next()
    if (done) break
    const isBegun = head.some((chunk) => beginOf(chunk) >= 0)
    head.push(value)
    length += value.length
    isEnough = tells(value, isBegun ? 0 : beginOf(value), isBegun)
  }
  const all = replay(head, rest)
  yield* isRecordByItself(Buffer.concat(head)) ? splitLines(all) : splitList(all)
}

/** Whether a chunk has all that is needed: the end of the first line, or a beginning that is no object's. */
const tells = (chunk: Buffer, begin: number, isBegun: boolean): boolean =>
  begin >= 0 &&
  ((!isBegun && chunk[begin] !== jsonBytes.openObject) || chunk.includes(jsonBytes.newline, begin))

/** Where something else stands than white space or a byte order mark; -1 for nowhere. */
const beginOf = (bytes: Buffer) => bytes.findIndex((byte) => !isSpace(byte) && !isMark(byte))
const isMark = (byte: number) => byte === 0xef || byte === 0xbb || byte === 0xbf

function isRecordByItself(head: Buffer): boolean {
  const begin = beginOf(head)
  if (head[begin] !== jsonBytes.openObject) return false
  const end = head.indexOf(jsonBytes.newline, begin)
  try {
    const value: unknown = JSON.parse(head.toString("utf8", begin, end === -1 ? head.length : end))
    return !(typeof value === "object" && value !== null && "data" in value && Array.isArray(value.data))
  } catch {
    return false
  }
}

async function* replay(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
