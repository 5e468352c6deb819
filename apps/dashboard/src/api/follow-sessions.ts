import type { Mode } from "@holdfast/protocol"
import { Problem } from "./problem.ts"
import { requestFile } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/**
 * `connecting`: not known yet. `reconnecting`: lost, and on the way back. `crowded`: this person has as many pages open
 * as the server follows.
 */
export type LiveState = "connecting" | "live" | "reconnecting" | "crowded"

/** When the server would not have us, or the browser gave up. */
const reopenMs = 30_000

interface Follower {
  /** Sessions are new or changed, or may be. */
  onChange: () => void
  onState: (state: LiveState) => void
}

/**
 * Follows a workspace's sessions of a mode by server-sent events while the page is visible: browsers open six
 * connections to a server, and pages that nobody looks at must not hold them. The first event comes at once, so what
 * happened while the page was hidden is read again. Answers how to stop.
 */
export function followSessions(appId: string, mode: Mode, { onChange, onState }: Follower): () => void {
  const path = `${workspacePath(appId)}/sessions/live?mode=${mode}`
  let source: EventSource | null = null
  let reopening: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(reopening)
    source?.close()
    source = null
  }
  const open = () => {
    close()
    const opened = new EventSource(path)
    source = opened
    opened.addEventListener("sessions", () => {
      onState("live")
      onChange()
    })
    opened.addEventListener("error", () => {
      // the browser tries again by itself, except after an answer that is no stream
      if (opened.readyState !== EventSource.CLOSED) return onState("reconnecting")
      reopening = setTimeout(open, reopenMs)
      // a login that ran out shows itself when something is read
      onChange()
      void isCrowded(path).then((crowded) => {
        if (source === opened) onState(crowded ? "crowded" : "reconnecting")
      })
    })
  }
  const follow = () => {
    if (document.hidden) close()
    else open()
  }
  document.addEventListener("visibilitychange", follow)
  follow()
  return () => {
    document.removeEventListener("visibilitychange", follow)
    close()
  }
}

/** Asks once more for the words of a refusal, of which the browser tells an `EventSource` nothing. */
async function isCrowded(path: string): Promise<boolean> {
  const asking = new AbortController()
  try {
    await requestFile(path, { signal: asking.signal })
    return false
  } catch (error) {
    return error instanceof Problem && error.code === "too_many_streams"
  } finally {
    asking.abort()
  }
}
