import { type Move, type RecordingHead, recordingLimits } from "@holdfast/protocol/recording"
import { type ChunkSenderParts, openChunkSender } from "../wire/chunk-sender.ts"
import type { Untimed } from "./moves-between.ts"

/** A chunk holds no more than this of a run. */
const chunkMs = 5000
/** Typed lengths are written this often at most: at each key they would tell how somebody types. */
const typedMs = 1000
/** So many moves make a chunk of their own. */
const mostMoves = 1000
/** From here on, of the bytes that are taken of a session, fewer positions of the pointer are kept. */
const thinAt = 0.7
/** And here it ends, with room for the chunk that says so. */
const stopAt = 0.9

export interface Log {
  add(move: Untimed): void
  /** Milliseconds from one position of the pointer to the next: more, the less room is left. */
  restMs(): number
  /** Hands over what there is so far. */
  flush(): void
  /** The page goes away: what nobody has acknowledged leaves now. */
  leave(): void
  /** The network is back, or the page. */
  retry(): void
  /** Nothing is taken any more: the server refused, or a limit is reached. */
  isEnded(): boolean
}

export interface LogParts extends Pick<ChunkSenderParts, "send" | "sendAndLeave"> {
  head: RecordingHead
  /** Milliseconds since the run began; never fewer than before. */
  now: () => number
  /** How many bytes were sent of this session. */
  sentBytes: () => number
}

/** Keeps the moves of a run and hands them to the sender in chunks. The body of a chunk is `{head?, moves}` as JSON. */
export function openLog({ head, now, sentBytes, ...sending }: LogParts): Log {
  const sender = openChunkSender({ ...sending, maxWaiting: recordingLimits.inflatedBytes })
  let moves: Move[] = []
  let typed = new Map<string, Untimed>()
  let chunks = 0
  let isThinned = false
  let isStopped = false
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let typedTimer: ReturnType<typeof setTimeout> | undefined

  const isEnded = () => isStopped || sender.isEnded()

  const write = (move: Untimed) =>
    moves.push([Math.min(Math.round(now()), recordingLimits.durationMs), ...move] as Move)

  const writeTyped = () => {
    clearTimeout(typedTimer)
    typedTimer = undefined
    for (const move of typed.values()) write(move)
    typed = new Map()
  }

  const flush = () => {
    clearTimeout(flushTimer)
    flushTimer = undefined
    if (isEnded()) return
    writeTyped()
    if (moves.length === 0) return
    const share = sentBytes() / recordingLimits.sessionBytes
    const isOver = chunks === recordingLimits.chunks - 1 || now() >= recordingLimits.durationMs
    if (share > thinAt && !isThinned) {
      isThinned = true
      write(["thinned"])
    }
    isStopped = share > stopAt || isOver
    if (isStopped) write(["stopped"])
    sender.append(JSON.stringify(chunks === 0 ? { head, moves } : { moves }))
    chunks += 1
    moves = []
  }

  return {
    add(move) {
      if (isEnded()) return
      flushTimer ??= setTimeout(flush, chunkMs)
      if (move[0] === "typed") {
        typed.set(move[1], move)
        typedTimer ??= setTimeout(writeTyped, typedMs)
        return
      }
      // what was typed stands before the move that it led to
      if (move[0] !== "pointer") writeTyped()
      write(move)
      const isHidden = move[0] === "visible" && move[1] === 0
      if (isHidden || moves.length >= mostMoves) flush()
    },
    restMs: () => (isThinned ? 1000 : 100),
    flush,
    leave() {
      flush()
      sender.leave()
    },
    retry: () => sender.flush(),
    isEnded,
  }
}
