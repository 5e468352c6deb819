import { createReadStream, statSync } from "node:fs"
import { addAbortSignal, type Readable } from "node:stream"
import { createGunzip } from "node:zlib"
import { type Piece, parsePiece } from "./parse-piece.ts"
import { type Source, SourceError, type SourceItem } from "./source-item.ts"
import { splitJson } from "./split-json.ts"
import { splitLines } from "./split-lines.ts"

type Split = (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Piece>

const splitters: Readonly<Record<string, Split>> = {
  ndjson: splitLines,
  jsonl: splitLines,
  json: splitJson,
}

/** Whether a name ends as those of files that can be read: `.ndjson`, `.jsonl`, `.json`, each also with `.gz`. */
export const isReadable = (path: string): boolean => splitterOf(path) !== undefined

const splitterOf = (path: string) => splitters[/\.(\w+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? ""]

/**
 * The records of a file, streamed: NDJSON or a JSON list, by its name and beginning, unpacked where it ends in `.gz`.
 * @param signal ends the records early
 * @throws SourceError where there is no such file
 */
export function readFile(path: string, signal: AbortSignal): Source {
  const split = splitterOf(path)
  const file = statSync(path, { throwIfNoEntry: false })
  if (!split || !file?.isFile()) throw new SourceError(`There is no file ${path} to import.`)
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 })
  const bytes = path.toLowerCase().endsWith(".gz") ? unpack(stream) : stream
  return {
    items: readBytes(bytes, split, path, signal),
    progress: () => ({ done: stream.bytesRead, total: file.size }),
  }
}

/** NDJSON from a stream of unknown length, such as standard input. */
export function readStream(stream: Readable, signal: AbortSignal): Source {
  return {
    items: readBytes(stream, splitLines, "Standard input", signal),
    progress: () => null,
  }
}

function unpack(stream: Readable): Readable {
  const gunzip = createGunzip()
  stream.on("error", (error) => gunzip.destroy(error))
  return stream.pipe(gunzip)
}

async function* readBytes(
  stream: Readable,
  split: Split,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  addAbortSignal(signal, stream)
  let record = 0
  try {
    for await (const piece of split(stream)) yield parsePiece(piece, { record: ++record, line: piece.line })
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
