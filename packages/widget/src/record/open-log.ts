import { longestMs, type Move, mostSessionBytes, type RecordingHead } from "@holdfast/protocol/recording"
import type { ChunkSender } from "../wire/chunk-sender.ts"
import { chunkMs, mostMoves, stopAt, thinAt, thinnedMs, typedMs } from "./limits.ts"
import type { Untimed } from "./moves-between.ts"

export interface Log {
  /** Takes nothing after the flow was closed, a limit was reached, or the server has refused a chunk. */
  add(move: Untimed): void
  /** Hands over what there is so far. */
  flush(): void
}

/**
 * Keeps the moves of a run and hands them to the sender in chunks. The body of a chunk is `{head?, moves}` as JSON.
 * @param now whole milliseconds since the run began; never fewer than before
 * @param sentBytes how many bytes were sent of this session
 */
export function openLog(
  head: RecordingHead,
  now: () => number,
  sentBytes: () => number,
  sender: Pick<ChunkSender, "append" | "isEnded">,
): Log {
  let moves: Move[] = []
  let typed = new Map<string, Untimed>()
  let pointerAt = 0
  // with the first chunk alone
  let beginning: { head?: RecordingHead } = { head }
  let isThinned = false
  let isStopped = false
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let typedTimer: ReturnType<typeof setTimeout> | undefined

  const write = (move: Untimed, at = now()) => moves.push([Math.min(at, longestMs), ...move] as Move)

  const writeTyped = () => {
    clearTimeout(typedTimer)
    typedTimer = undefined
    for (const move of typed.values()) write(move)
    typed = new Map()
  }

  const flush = () => {
    clearTimeout(flushTimer)
    flushTimer = undefined
    writeTyped()
    if (moves.length === 0) return
    // so many bytes are fewer chunks than the server takes: one has more than a hundred
    const share = sentBytes() / mostSessionBytes
    if (share > thinAt && !isThinned) {
      isThinned = true
      write(["thinned"])
    }
    if (share > stopAt || now() >= longestMs) {
      isStopped = true
      write(["stopped"])
    }
    sender.append(JSON.stringify({ ...beginning, moves }))
    beginning = {}
    moves = []
  }

  return {
    add(move) {
      if (isStopped || sender.isEnded()) return
      const [kind] = move
      flushTimer ??= setTimeout(flush, chunkMs)
      if (kind === "typed") {
        typed.set(move[1], move)
        typedTimer ??= setTimeout(writeTyped, typedMs)
        return
      }
      // what was typed stands before the move that it led to
      if (kind !== "pointer") writeTyped()
      const at = now()
      if (kind === "pointer") {
        if (isThinned && at - pointerAt < thinnedMs) return
        pointerAt = at
      }
      write(move, at)
      // the tab went behind another or came back, or the flow was closed
      if (kind === "visible" || kind === "closed" || moves.length >= mostMoves) flush()
      if (kind === "closed") isStopped = true
    },
    flush,
  }
}
