import type { Readable } from "node:stream"

/** A part of a file: both ends are included, as in a range request. */
export interface ByteRange {
  first: number
  last: number
}

/** A file that somebody began to write and has not published. */
export interface UnfinishedFile {
  key: string
  remove(): Promise<void>
}

/**
 * Where files lie that are too large for the database: a folder, or a bucket. Keys look like paths
 * (`exports/<workspace>/<id>`) and have only lower-case letters, digits, `-`, `.` and `/`.
 */
export interface Storage {
  /**
   * Keeps all of a stream under a key, in the place of what was there. Published only when it is complete: a stream that
   * fails, a signal that aborts, a full disk or a killed process leave no file. From the call on the storage hears of the
   * stream's failure, so that nobody else need.
   */
  put(key: string, content: Readable, signal?: AbortSignal): Promise<void>
  /** @throws Error where there is no such file */
  read(key: string, range?: ByteRange): Promise<Readable>
  /** Null where there is no such file. */
  stat(key: string): Promise<{ bytes: number } | null>
  /** Whether there was such a file or not. */
  remove(key: string): Promise<void>
  /** The keys of all published files that begin so. */
  list(prefix: string): Promise<string[]>
  /** What is being written, or was when its writer was killed, under keys that begin so. */
  listUnfinished(prefix: string): Promise<UnfinishedFile[]>
  close(): void
}

/** @throws Error for a key that could lead out of the storage */
export function assertKey(key: string): void {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+(\.[a-z0-9-]+)*)+$/.test(key)) throw new Error(`${key} is no key of a file`)
}

/**
 * For a stream that may fail before it is read: its failure is told to whoever reads it, and until then it does not end the
 * process as an error that nobody heard.
 */
export const hearOfFailure = <S extends Readable>(stream: S): S => stream.on("error", () => {})
