import type { ServerResponse } from "node:http"
import type { OnChange } from "../../../session/live/live-hub.ts"

export interface Pace {
  /** Shortest time between two events. */
  gatherMs: number
  /** How often a line is sent that says nothing, so that proxies keep the connection. */
  beatMs: number
  /** How often it is asked whether the reader may still read. */
  recheckMs: number
  /** How long a reader may leave what was sent unread. */
  patienceMs: number
  /** How soon a browser that lost the stream comes back. */
  retryMs: number
}

export const usualPace: Pace = {
  gatherMs: 1000,
  beatMs: 15_000,
  recheckMs: 3000,
  patienceMs: 30_000,
  retryMs: 2000,
}

export interface ChangeSource {
  /** The events that tell of what changed since it was asked last; an empty text where there is nothing to tell. */
  events: () => string
  /** Answers how to stop following. */
  follow: (onChange: OnChange) => () => void
  /** Whether the reader may still read. Rejects where that cannot be found out now; the stream then goes on. */
  isAllowed: () => Promise<boolean>
  /** The stream is over, whoever ended it. */
  onOver: () => void
}

/**
 * Tells of changes in a response whose head is sent, as server-sent events, until the reader goes or may read no more.
 * A reader that is slow gets fewer events, never a growing heap of them.
 */
export function streamChanges(response: ServerResponse, source: ChangeSource, pace = usualPace): void {
  // what happened before somebody listened is unknown
  let isPending = true
  let gathering: NodeJS.Timeout | undefined
  let patience: NodeJS.Timeout | undefined

  const write = (text: string) => {
    if (response.writableNeedDrain || response.writableEnded) return
    if (!response.write(text)) patience = setTimeout(() => response.destroy(), pace.patienceMs)
  }
  const flush = () => {
    if (gathering || !isPending || response.writableNeedDrain) return
    isPending = false
    gathering = setTimeout(() => {
      gathering = undefined
      flush()
    }, pace.gatherMs)
    const text = source.events()
    if (text !== "") write(text)
  }
  const unfollow = source.follow(() => {
    isPending = true
    flush()
  })
  const beat = setInterval(() => write(":\n\n"), pace.beatMs)
  const check = setInterval(async () => {
    const isAllowed = await source.isAllowed().catch(() => true)
    if (!isAllowed) response.end()
  }, pace.recheckMs)
  response.on("drain", () => {
    clearTimeout(patience)
    flush()
  })
  response.on("error", () => response.destroy())
  response.on("close", () => {
    unfollow()
    clearInterval(beat)
    clearInterval(check)
    clearTimeout(gathering)
    clearTimeout(patience)
    source.onOver()
  })
  write(`retry: ${pace.retryMs}\n\n`)
  flush()
}
