import { VisuallyHidden } from "@mantine/core"
import { useId, useRef, useState } from "react"
import type { ShownStream } from "../api/shown-stream.ts"
import { LoadMore } from "../parts/load-more.tsx"
import { useArrivalRow } from "../shell/arrival.ts"
import { changeWords } from "./live/change-words.ts"
import { NewSessionsPill } from "./live/new-sessions-pill.tsx"
import { useLit } from "./live/use-lit.ts"
import row from "./row/stream-row.module.css"
import { StreamRow } from "./row/stream-row.tsx"
import { rowStop, useRowKeys } from "./row/use-row-keys.ts"
import classes from "./stream-list.module.css"
import { StreamSkeleton } from "./stream-skeleton.tsx"
import { focusRow, useReveal } from "./use-reveal.ts"
import type { Stream } from "./use-stream.ts"

interface StreamListProps {
  shown: ShownStream
  stream: Stream
  /** Said under the last row of a long list. */
  end?: string | undefined
}

/** The rows, the new ones that wait above them, and Load More for ten more until there are none. */
export function StreamList({ shown, stream, end = "That is every session of these days." }: StreamListProps) {
  const [announced, setAnnounced] = useState("")
  const [reachedId, setReachedId] = useState<string | null>(null)
  const keysId = useId()
  const whole = useRef<HTMLDivElement>(null)
  useRowKeys(whole)
  useArrivalRow()
  const reveal = useReveal()
  const lit = useLit(shown)
  const { rows, next, arrived, gap, changed } = shown
  const tabStop = rows.some(({ id }) => id === reachedId) ? reachedId : rows[0]?.id
  // nothing can be loaded after the rows of the view before
  const isBusy = stream.isLoadingMore || stream.isOld
  const loadMore = async () => {
    if (isBusy) return
    const page = await stream.loadMore()
    if (!page) return
    const [first] = page.sessions
    const count = page.sessions.length
    // with their number so far: a text that stays the same is read out once
    setAnnounced(`${count} more ${count === 1 ? "session" : "sessions"}, ${rows.length + count} so far`)
    // the button is gone, and the focus with it
    if (page.next === null && first) focusRow(first.id)
  }
  const showArrived = () => {
    const first = stream.showArrived()
    if (first !== null) focusRow(first)
  }
  return (
    <div ref={whole}>
      <NewSessionsPill count={stream.isOld ? 0 : arrived.length} isMore={gap !== null} onShow={showArrived} />
      <VisuallyHidden id={keysId}>
        Arrow keys lead from session to session, Enter opens one, Tab goes to what stands in it.
      </VisuallyHidden>
      <div
        role="feed"
        className={row.list}
        aria-label="Sessions, newest first"
        aria-describedby={keysId}
        aria-busy={isBusy}
      >
        {rows.map((session, index) => (
          <StreamRow
            key={session.id}
            session={session}
            place={index + 1}
            count={next === null ? rows.length : -1}
            isLit={reveal.litId === session.id || lit.has(session.id)}
            isTabStop={session.id === tabStop}
            onReach={setReachedId}
            onReveal={reveal.show}
          />
        ))}
      </div>
      {stream.isLoadingMore && <StreamSkeleton rows={3} />}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
      <VisuallyHidden role="status">
        {changeWords(rows.filter(({ id }) => changed.includes(id)))}
      </VisuallyHidden>
      {next !== null ? (
        <LoadMore
          isLoading={stream.isLoadingMore}
          isBusy={isBusy}
          onMore={() => void loadMore()}
          rest={rowStop}
        />
      ) : (
        rows.length > 10 && <p className={classes.end}>{end}</p>
      )}
    </div>
  )
}
