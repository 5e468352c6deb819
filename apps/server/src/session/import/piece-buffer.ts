import { maxRecordBytes } from "./parse-piece.ts"

/** Gathers the bytes of one piece from the chunks of a stream, and lets go of them when they become too many. */
export class PieceBuffer {
  #parts: Buffer[] = []
  #length = 0

  add(bytes: Buffer): void {
    this.#length += bytes.length
    if (this.#length > maxRecordBytes) this.#parts = []
    else this.#parts.push(bytes)
  }

  /** What was gathered, null where it was too much; begins anew. */
  take(): Buffer | null {
    const [first] = this.#parts
    const whole = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts)
    const taken = this.#length > maxRecordBytes ? null : whole
    this.#parts = []
    this.#length = 0
    return taken
  }
}
