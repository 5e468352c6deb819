import type { Mode } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import type { Live } from "../../../session/live/start-live.ts"
import { ApiError } from "../../api-error.ts"

/** A program needs one; several servers that read one feed each by themselves have room. */
const mostOfOneKey = 50

interface Asker {
  workspaceId: string
  mode: Mode
  keyId: string
  /** Aborts when the caller is gone. */
  gone: AbortSignal
}

/** Looks for changes until there are some, the time is over, the caller is gone or the server stops. */
export type AwaitChanges = <Found>(
  asker: Asker,
  waitMs: number,
  look: () => Promise<Found>,
  isEnough: (found: Found) => boolean,
) => Promise<Found>

/**
 * For questions that wait for the next change of sessions. One that waits has a timer and a place in a list, and no
 * connection to the database. One key has at most 50 of them at a server.
 */
export function createAwaitChanges(app: FastifyInstance, live: Pick<Live, "follow">): AwaitChanges {
  const waiting = new Map<() => void, string>()
  let isStopping = false
  app.addHook("preClose", async () => {
    isStopping = true
    for (const wake of waiting.keys()) wake()
  })

  return async ({ workspaceId, mode, keyId, gone }, waitMs, look, isEnough) => {
    if (waitMs === 0) return look()
    if ([...waiting.values()].filter((id) => id === keyId).length >= mostOfOneKey) {
      throw new ApiError(
        429,
        "too_many_waiting",
        `With this key ${mostOfOneKey} questions are waiting for changes already; end one of them, or leave out wait.`,
      )
    }
    let isOver = false
    let isChanged = false
    let wake = () => {}
    const ring = () => wake()
    const end = () => {
      isOver = true
      wake()
    }
    waiting.set(ring, keyId)
    const timer = setTimeout(end, waitMs)
    gone.addEventListener("abort", end)
    // before the first look, so that nothing falls between the look and the waiting
    const unfollow = live.follow(workspaceId, mode, () => {
      isChanged = true
      wake()
    })
    try {
      for (;;) {
        isChanged = false
        const found = await look()
        if (isEnough(found) || isOver || isStopping || gone.aborted) return found
        if (!isChanged) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      unfollow()
      clearTimeout(timer)
      gone.removeEventListener("abort", end)
      waiting.delete(ring)
    }
  }
}
