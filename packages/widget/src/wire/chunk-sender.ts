import { type Posted, retryAfterMs } from "./post.ts"

/** A piece of something that only grows. */
export interface Chunk {
  /** 0, 1, 2 … without a gap: by it the server puts chunks in order and knows one that came twice. */
  index: number
  body: string
}

export interface ChunkSender {
  /** Adds the next piece. */
  append(body: string): void
  /** Tries what waits at once, as when the network is back. */
  flush(): void
  /** The page goes away: everything that nobody has acknowledged leaves now, in order, as far as the browser takes it. */
  leave(): void
  /** No chunk is taken any more: one was refused, or too many waited. What arrived is whole from its beginning. */
  isEnded(): boolean
}

/**
 * Sends chunks that append, as a recording does: each arrives, in order, and the next one goes when the one before was
 * acknowledged. None replaces another, unlike the reports of `letter-sender.ts`, and none is kept beyond the page:
 * they are too large for the browser's storage. A failure is tried again. A gap is worse than an end, so a sender that
 * loses a chunk sends nothing after it.
 * @param sendAndLeave sends without waiting, as the page goes away; false when the browser would not
 * @param maxWaiting characters that may wait in memory while the network is gone
 */
export function openChunkSender(
  send: (chunk: Chunk) => Promise<Posted>,
  sendAndLeave: (chunk: Chunk) => boolean,
  maxWaiting: number,
): ChunkSender {
  let waiting: Chunk[] = []
  let next = 0
  let failures = 0
  let isSending = false
  let isEnded = false
  let timer: ReturnType<typeof setTimeout> | 0 = 0

  const end = () => {
    isEnded = true
    waiting = []
  }

  const deliver = async (): Promise<void> => {
    const [chunk] = waiting
    if (isSending || !chunk) return
    clearTimeout(timer)
    timer = 0
    isSending = true
    const { kind } = await send(chunk)
    isSending = false
    if (kind === "refused") end()
    else if (kind === "failed") timer = setTimeout(deliver, retryAfterMs(failures++, Math.random))
    else {
      failures = 0
      waiting.shift()
      await deliver()
    }
  }

  return {
    append(body) {
      if (isEnded) return
      waiting.push({ index: next++, body })
      if (waiting.reduce((sum, chunk) => sum + chunk.body.length, 0) > maxWaiting) end()
      if (!timer) void deliver()
    },
    flush: () => void deliver(),
    leave() {
      // what is in flight leaves again: whether it arrives is not known, and the server knows it by its index
      waiting.every(sendAndLeave)
    },
    isEnded: () => isEnded,
  }
}
