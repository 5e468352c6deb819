import { Transform, type TransformCallback } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import type pg from "pg"

/** Whoever asked so recently will ask again. */
const activeMs = 100
/** Behind each piece of 256 kB: PostgreSQL waits as well, once what is on the way to it is full. */
const restMs = 25

/** Rests, while others are at work. */
export type Rest = () => Promise<void>

/** Lets the readers of a pool go first: while pages are asked for, an export takes a quarter of what it could. */
export function restFor(pool: pg.Pool): Rest {
  let lastAt = Number.NEGATIVE_INFINITY
  pool.on("acquire", () => {
    lastAt = performance.now()
  })
  return async () => {
    if (performance.now() - lastAt < activeMs) await sleep(restMs)
  }
}

/** Rests behind every piece that passes. */
export class Resting extends Transform {
  readonly #rest: Rest

  constructor(rest: Rest, pieceBytes: number) {
    super({ highWaterMark: pieceBytes })
    this.#rest = rest
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    void this.#rest().then(() => done(null, piece))
  }
}
