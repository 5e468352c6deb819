import { Transform } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import type { Storage } from "../../storage/storage.ts"

/** Takes its time with every piece that is put, so that something can happen meanwhile. */
export const slowStorage = (storage: Storage, pieceMs: number): Storage => ({
  ...storage,
  put(key, content, signal) {
    const slow = new Transform({
      transform(piece, _encoding, done) {
        void sleep(pieceMs).then(() => done(null, piece))
      },
    })
    content.on("error", (error) => slow.destroy(error))
    slow.on("close", () => content.destroy())
    return storage.put(key, content.pipe(slow), signal)
  },
})
