import type { StreamRow as Row, StreamPage } from "@holdfast/protocol"
import { Button, VisuallyHidden } from "@mantine/core"
import type { UseInfiniteQueryResult } from "@tanstack/react-query"
import { useState } from "react"
import classes from "./stream-list.module.css"
import row from "./stream-row.module.css"
import { StreamRow } from "./stream-row.tsx"
import { StreamSkeleton } from "./stream-skeleton.tsx"
import { focusRow, useReveal } from "./use-reveal.ts"

interface StreamListProps {
  rows: Row[]
  stream: UseInfiniteQueryResult<{ pages: StreamPage[] }>
  /** Said under the last row of a long list. */
  end?: string | undefined
}

/** The rows, and Load More for ten more until there are none. */
export function StreamList({ rows, stream, end = "That is every session of these days." }: StreamListProps) {
  const [announced, setAnnounced] = useState("")
  const reveal = useReveal()
  // Rows of the view before have an end of their own, from which nothing can be loaded any more.
  const hasMore = stream.isPlaceholderData ? stream.data?.pages.at(-1)?.next !== null : stream.hasNextPage
  const isBusy = stream.isFetchingNextPage || stream.isPlaceholderData
  const loadMore = async () => {
    if (isBusy) return
    const before = new Set(rows.map(({ id }) => id))
    const { data, isError } = await stream.fetchNextPage()
    if (isError) return
    const added = data?.pages.flatMap(({ sessions }) => sessions).filter(({ id }) => !before.has(id)) ?? []
    setAnnounced(`${added.length} more ${added.length === 1 ? "session" : "sessions"}`)
    const isEnd = data?.pages.at(-1)?.next === null
    if (isEnd && added[0]) focusRow(added[0].id)
  }
  return (
    <>
      <ol className={row.list} aria-label="Sessions, newest first">
        {rows.map((session) => (
          <StreamRow
            key={session.id}
            session={session}
            isLit={reveal.litId === session.id}
            onReveal={reveal.show}
          />
        ))}
      </ol>
      {stream.isFetchingNextPage && <StreamSkeleton rows={3} />}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
      <div className={classes.foot}>
        {hasMore ? (
          <Button variant="default" aria-disabled={isBusy} onClick={() => void loadMore()}>
            {stream.isFetchingNextPage ? "Loading…" : "Load More"}
          </Button>
        ) : (
          rows.length > 10 && <p className={classes.end}>{end}</p>
        )}
      </div>
    </>
  )
}
