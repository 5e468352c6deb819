import { createReadStream, statSync } from "node:fs"
import { addAbortSignal, pipeline, Readable } from "node:stream"
import { createGunzip } from "node:zlib"
import { foreignFormat, isGzip } from "./name-format.ts"
import { parsePiece } from "./parse-piece.ts"
import { type Source, SourceError, type SourceItem } from "./source-item.ts"
import { splitJson } from "./split-json.ts"

const endings: ReadonlySet<string> = new Set(["ndjson", "jsonl", "json"])

/** Whether a name ends as those of files that can be read: `.ndjson`, `.jsonl`, `.json`, each also with `.gz`. */
export const isReadable = (path: string): boolean =>
  endings.has(/\.(\w+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? "")

/**
 * The records of a file, streamed, unpacked where it is packed with gzip: NDJSON, a JSON list, or objects one behind the
 * other. What it is, its beginning tells and not its name.
 * @param signal ends the records early
 * @throws SourceError where there is no such file
 */
export function readFile(path: string, signal: AbortSignal): Source {
  const file = statSync(path, { throwIfNoEntry: false })
  if (!isReadable(path) || !file?.isFile()) throw new SourceError(`There is no file ${path} to import.`)
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 })
  return {
    items: readBytes(stream, path, signal),
    progress: () => ({ done: stream.bytesRead, total: file.size }),
  }
}

/** The records of a stream of unknown length, such as standard input. */
export function readStream(stream: Readable, signal: AbortSignal): Source {
  return {
    items: readBytes(stream, "Standard input", signal),
    progress: () => null,
  }
}

/** The bytes of the stream, unpacked. @throws SourceError where they are of a format that is not read */
async function* unpacked(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const plain = await withHead(stream)
  const { head, all } = isGzip(plain.head)
    ? await withHead(pipeline(Readable.from(plain.all), createGunzip(), () => {}))
    : plain
  const foreign = foreignFormat(head)
  if (foreign !== null) throw new SourceError(foreign)
  yield* all
}

/** The first bytes of a stream, and all of it. */
async function withHead(
  stream: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  const chunks = stream[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let length = 0
  // the first mark of any text; a pipe may have no more for a while
  while (length < 4) {
    const { value, done } = await chunks.next()
    if (done) break
    first.push(value)
    length += value.length
  }
  async function* all() {
    yield* first
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { head: Buffer.concat(first), all: all() }
}

async function* readBytes(stream: Readable, name: string, signal: AbortSignal): AsyncGenerator<SourceItem> {
  addAbortSignal(signal, stream)
  let record = 0
  try {
    for await (const piece of splitJson(unpacked(stream)))
      yield parsePiece(piece, { record: ++record, line: piece.line })
  } catch (error) {
    if (signal.aborted) return
    const cause = error instanceof Error ? error.message : String(error)
    throw new SourceError(
      error instanceof SourceError ? `${name} ${cause}` : `${name} cannot be read: ${cause}`,
    )
  } finally {
    stream.destroy()
  }
}
