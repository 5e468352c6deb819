import { Readable } from "node:stream"
import type { Storage } from "../../storage/storage.ts"

/** Where a server may be held, or killed, while it works with the storage. */
export type Step = "begins" | "writes" | "wrote" | "lists" | "removes" | "removed"

/** The storage as one server works with it that waits at its steps. A promise that never ends is a kill. */
export const heldStorage = (storage: Storage, at: (step: Step) => Promise<void>): Storage => ({
  ...storage,
  async put(key, content, signal) {
    async function* inHalves() {
      const bytes = Buffer.concat(await content.toArray())
      const half = Math.floor(bytes.length / 2)
      yield bytes.subarray(0, half)
      await at("writes")
      yield bytes.subarray(half)
    }
    await at("begins")
    await storage.put(key, Readable.from(inHalves()), signal)
    await at("wrote")
  },
  async list(prefix) {
    const found = await storage.list(prefix)
    await at("lists")
    return found
  },
  async remove(key) {
    await at("removes")
    await storage.remove(key)
    await at("removed")
  },
})

/** A storage and the hand that holds who works with it. */
export function holdStorage(storage: Storage) {
  let stop: { step: Step; reached: () => void; ends: Promise<void> } | null = null
  let goOn = () => {}
  const held = heldStorage(storage, async (step) => {
    if (stop?.step !== step) return
    const { reached, ends } = stop
    stop = null
    reached()
    await ends
  })
  return {
    storage: held,
    /** Holds it when it comes to a step. @returns once it is there */
    until(step: Step): Promise<void> {
      const here = Promise.withResolvers<void>()
      const ending = Promise.withResolvers<void>()
      stop = { step, reached: here.resolve, ends: ending.promise }
      const before = goOn
      goOn = ending.resolve
      before()
      return here.promise
    },
    /** Lets it go to its end. */
    letGo: () => goOn(),
  }
}
