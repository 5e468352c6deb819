import { EventEmitter, once } from "node:events"
import { open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { newId } from "../../db/new-id.ts"

const pieceBytes = 64 * 1024

/** A text between a fast writer and a slow reader, on the disk: neither waits for the other, and memory stays flat. */
export interface Spool {
  /** What was written so far, and then what comes; it ends, or fails, as the writer does. */
  text: Readable
  /** Takes a text to its end. */
  fill(from: Readable): Promise<void>
  close(): Promise<void>
}

export async function openSpool(): Promise<Spool> {
  const name = join(tmpdir(), `holdfast-download-${newId(new Date())}`)
  const file = await open(name, "wx+", 0o600)
  // nobody else needs its name, and a killed server leaves nothing behind
  await rm(name)
  const changes = new EventEmitter()
  let written = 0
  let end: { error: unknown } | "whole" | null = null

  async function* read() {
    for (let at = 0; ; ) {
      if (at < written) {
        const piece = Buffer.allocUnsafe(Math.min(pieceBytes, written - at))
        const { bytesRead } = await file.read(piece, 0, piece.length, at)
        at += bytesRead
        yield piece.subarray(0, bytesRead)
      } else if (end === "whole") return
      else if (end) throw end.error
      else await once(changes, "change")
    }
  }

  return {
    text: Readable.from(read(), { objectMode: false, highWaterMark: pieceBytes }),
    async fill(from) {
      try {
        for await (const piece of from as AsyncIterable<Buffer>) {
          await file.appendFile(piece)
          written += piece.length
          changes.emit("change")
        }
        end = "whole"
      } catch (error) {
        end = { error }
        throw error
      } finally {
        changes.emit("change")
      }
    },
    close: () => file.close(),
  }
}
