import type { DraftNews, EditorsHere } from "@holdfast/protocol/dashboard"
import { flowLivePath } from "../api/flows.ts"

interface Follower {
  onPeople: (people: EditorsHere["people"]) => void
  /** Somebody saved or published, or may have while the connection was away. */
  onNews: () => void
  /** Whether a save is one of this page's own, or known already. */
  isKnown: (revision: number) => boolean
}

const reopenMs = 30_000

/** Follows who edits a flow and what they save, for as long as the page is in sight. Answers how to stop. */
export function followFlow(
  appId: string,
  flowId: string,
  { onPeople, onNews, isKnown }: Follower,
): () => void {
  let source: EventSource | null = null
  let reopening: ReturnType<typeof setTimeout> | undefined
  let hasBeenOpen = false
  const close = () => {
    clearTimeout(reopening)
    source?.close()
    source = null
  }
  const open = () => {
    close()
    const opened = new EventSource(flowLivePath(appId, flowId))
    source = opened
    opened.addEventListener("open", () => {
      if (hasBeenOpen) onNews()
      hasBeenOpen = true
    })
    opened.addEventListener("people", ({ data }) => {
      const here = read<EditorsHere>(data)
      if (here) onPeople(here.people)
    })
    opened.addEventListener("draft", ({ data }) => {
      const news = read<DraftNews>(data)
      if (news && !isKnown(news.revision)) onNews()
    })
    opened.addEventListener("published", () => onNews())
    opened.addEventListener("error", () => {
      // the browser tries again by itself, except after an answer that is no stream
      if (opened.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMs)
    })
  }
  const follow = () => (document.hidden ? close() : open())
  document.addEventListener("visibilitychange", follow)
  follow()
  return () => {
    document.removeEventListener("visibilitychange", follow)
    close()
  }
}

function read<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T
  } catch {
    return null
  }
}
