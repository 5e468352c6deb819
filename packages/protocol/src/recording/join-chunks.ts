import type { Move } from "./move.ts"
import type { RecordingChunk } from "./recording-api.ts"
import type { RecordingHead } from "./recording-head.ts"

/** What there is of a log. */
export interface RecordedLog {
  /** Null where the first chunk is missing: without it nothing can be drawn. */
  head: RecordingHead | null
  /** In order, with times that never run backwards. */
  moves: Move[]
  /** Indexes of the chunks that are missing between those that are there. */
  missing: number[]
}

/**
 * Puts the chunks of one run together, whatever order they came in. One that came twice counts once. A move that would run
 * back in time is given the time of the move before it.
 */
export function joinChunks(chunks: Iterable<Pick<RecordingChunk, "index" | "head" | "moves">>): RecordedLog {
  const byIndex = new Map<number, Pick<RecordingChunk, "head" | "moves">>()
  for (const chunk of chunks) if (!byIndex.has(chunk.index)) byIndex.set(chunk.index, chunk)
  const last = Math.max(-1, ...byIndex.keys())
  const log: RecordedLog = { head: byIndex.get(0)?.head ?? null, moves: [], missing: [] }
  let time = 0
  for (let index = 0; index <= last; index++) {
    const chunk = byIndex.get(index)
    if (!chunk) log.missing.push(index)
    for (const move of chunk?.moves ?? []) {
      const [at, ...rest] = move
      time = Math.max(time, at)
      log.moves.push([time, ...rest] as Move)
    }
  }
  return log
}
