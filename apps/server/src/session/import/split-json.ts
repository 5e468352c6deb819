import { isMark, isSpace, jsonBytes, recordSeparator } from "./json-bytes.ts"
import { ListFinder } from "./list-finder.ts"
import { maxRecordBytes, type Piece } from "./parse-piece.ts"
import { SourceError } from "./source-item.ts"
import { splitLines } from "./split-lines.ts"
import { splitList } from "./split-list.ts"
import { splitValues } from "./split-values.ts"

/**
 * The records of a file, whatever it is called: a list, as `splitList` takes it; one record to a line; or objects over many
 * lines, one behind the other. It is told by how the file begins.
 * @throws SourceError as `splitList` does, and where nothing is in the file
 */
export async function* splitJson(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const rest = chunks[Symbol.asyncIterator]()
  const finder = new ListFinder()
  const head: Buffer[] = []
  let length = 0
  let hasList: boolean | null = null
  let layout: Layout | null = null
  while (hasList !== true && layout === null && length <= maxRecordBytes) {
    const { value, done } = await rest.next()
    if (done) break
    head.push(value)
    length += value.length
    hasList ??= findList(finder, value)
    if (hasList === false) layout = layoutOf(Buffer.concat(head))
  }
  const begun = Buffer.concat(head)
  if (beginOf(begun) < 0) throw new SourceError("is empty: there is no record in it.")
  const all = replay(head, rest)
  if (hasList ?? true) yield* splitList(all)
  else yield* (layout ?? layoutOf(begun, true)) === "lines" ? splitLines(all) : splitValues(all)
}

/** null where the bytes do not tell yet */
function findList(finder: ListFinder, chunk: Buffer): boolean | null {
  for (const byte of chunk) {
    if (byte === recordSeparator) continue
    const verdict = finder.read(byte)
    if (verdict) return verdict === "list"
  }
  return null
}

type Layout = "lines" | "values"

/**
 * Of objects that are records: where the first line is one by itself, or the second begins one, though the first is broken,
 * each line has one.
 * @param isAll nothing comes behind these bytes
 */
function layoutOf(head: Buffer, isAll = false): Layout | null {
  const begin = beginOf(head)
  const end = lineEnd(head, begin)
  if (end < 0 && !isAll) return null
  const first = head.subarray(begin, end < 0 ? head.length : end)
  if (isJson(first)) return "lines"
  const next = end < 0 ? -1 : beginOf(head.subarray(end))
  if (next < 0) return isAll ? "values" : null
  return head[end + next] === jsonBytes.openObject ? "lines" : "values"
}

function lineEnd(bytes: Buffer, from: number): number {
  const ends = [jsonBytes.newline, 0x0d].map((end) => bytes.indexOf(end, from)).filter((at) => at >= 0)
  return ends.length > 0 ? Math.min(...ends) : -1
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}

/** Where something else stands than white space or a mark; -1 for nowhere. */
const beginOf = (bytes: Buffer) =>
  bytes.findIndex((byte) => !isSpace(byte) && !isMark(byte) && byte !== recordSeparator)

async function* replay(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
