import {
  longestMs,
  type Move,
  mostChunks,
  mostSessionBytes,
  type RecordingHead,
} from "@holdfast/protocol/recording"
import type { ChunkSender } from "../wire/chunk-sender.ts"
import { chunkMs, mostMoves, stopAt, thinAt, typedMs } from "./limits.ts"
import type { Untimed } from "./moves-between.ts"

export interface Log {
  /** Takes nothing after the flow was closed, a limit was reached, or the server has refused a chunk. */
  add(move: Untimed): void
  /** Milliseconds from one position of the pointer to the next: more, the less room is left. */
  restMs(): number
  /** Hands over what there is so far. */
  flush(): void
}

/**
 * Keeps the moves of a run and hands them to the sender in chunks. The body of a chunk is `{head?, moves}` as JSON.
 * @param now milliseconds since the run began; never fewer than before
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
  let chunks = 0
  let isThinned = false
  let isStopped = false
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let typedTimer: ReturnType<typeof setTimeout> | undefined

  const write = (move: Untimed) => moves.push([Math.min(Math.round(now()), longestMs), ...move] as Move)

  const writeTyped = () => {
    clearTimeout(typedTimer)
    typedTimer = undefined
    typed.forEach(write)
    typed = new Map()
  }

  const flush = () => {
    clearTimeout(flushTimer)
    flushTimer = undefined
    writeTyped()
    if (moves.length === 0) return
    const share = sentBytes() / mostSessionBytes
    if (share > thinAt && !isThinned) {
      isThinned = true
      write(["thinned"])
    }
    if (share > stopAt || chunks > mostChunks - 2 || now() >= longestMs) {
      isStopped = true
      write(["stopped"])
    }
    sender.append(JSON.stringify(chunks === 0 ? { head, moves } : { moves }))
    chunks += 1
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
      write(move)
      // the tab went behind another, or the flow was closed
      if (String(move) === "visible,0" || kind === "closed" || moves.length >= mostMoves) flush()
      if (kind === "closed") isStopped = true
    },
    restMs: () => (isThinned ? 1000 : 100),
    flush,
  }
}
