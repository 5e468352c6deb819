import { createHash } from "node:crypto"
import { Transform, type TransformCallback } from "node:stream"

/** Counts and sums up the bytes that pass. */
export class Tally extends Transform {
  bytes = 0
  readonly #hash = createHash("sha256")

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += piece.length
    this.#hash.update(piece)
    done(null, piece)
  }

  /** Of all that passed, in hex; asked once, at the end. */
  sha256(): string {
    return this.#hash.digest("hex")
  }
}
