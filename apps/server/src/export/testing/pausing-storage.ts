import { Transform } from "node:stream"
import type { Storage } from "../../storage/storage.ts"

/** What a piece of a file waits for, by the bytes that went before it. */
export type Pause = (bytesBefore: number) => Promise<unknown> | undefined

/** Lets the pieces of a file wait, so that something can happen meanwhile. @param pauseOf asked once for each file */
export const pausingStorage = (storage: Storage, pauseOf: () => Pause): Storage => ({
  ...storage,
  put(key, content, signal) {
    const pause = pauseOf()
    let bytesBefore = 0
    const waiting = new Transform({
      transform(piece: Buffer, _encoding, done) {
        void Promise.resolve(pause(bytesBefore)).then(() => {
          bytesBefore += piece.length
          done(null, piece)
        })
      },
    })
    content.on("error", (error) => waiting.destroy(error))
    waiting.on("close", () => content.destroy())
    return storage.put(key, content.pipe(waiting), signal)
  },
})

/** Holds files back when so many bytes of them were put, until it lets them go. */
export function createHold(afterBytes: number) {
  let isOn = false
  let held: (() => void)[] = []
  const letGo = () => {
    for (const go of held) go()
    held = []
  }
  return {
    pauseOf(): Pause {
      if (!isOn) return () => undefined
      const released = new Promise<void>((go) => held.push(go))
      return (bytesBefore) => (bytesBefore >= afterBytes ? released : undefined)
    },
    /** Holds those back that are begun from now on. */
    begin() {
      isOn = true
    },
    /** Those that were begun go on; the next are held back again. */
    letGo,
    end() {
      isOn = false
      letGo()
    },
  }
}
