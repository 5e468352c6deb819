import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useRef } from "react"
import { countQuery, streamQuery } from "../api/stream.ts"
import type { Day } from "../time/day.ts"
import classes from "./activity-stream.module.css"
import { NoMatch } from "./no-match.tsx"
import { NoSessions } from "./no-sessions.tsx"
import { scopeOf } from "./scope-of.ts"
import { SessionCount } from "./session-count.tsx"
import { StreamFault } from "./stream-fault.tsx"
import { StreamList } from "./stream-list.tsx"
import { StreamSkeleton } from "./stream-skeleton.tsx"
import { Toolbar } from "./toolbar/toolbar.tsx"
import type { View } from "./view.ts"

interface ActivityStreamProps {
  appId: string
  view: View
  today: Day
  /** Takes the view of the moment, so that two changes in a hurry are both made. */
  onView: (change: (view: View) => View) => void
}

/** One row for every session of the view, newest first, what the view is made of, and how many there are. */
export function ActivityStream({ appId, view, today, onView }: ActivityStreamProps) {
  const title = useRef<HTMLHeadingElement>(null)
  const scope = scopeOf(view, appId, today)
  const stream = useInfiniteQuery(streamQuery(scope))
  const count = useQuery(countQuery(scope))
  const rows = stream.data?.pages.flatMap(({ sessions }) => sessions)
  const isNarrowed = view.search !== null || view.choices.length > 0
  return (
    <section aria-labelledby="activity-stream" className={classes.section}>
      <div className={classes.head}>
        <h2 id="activity-stream" ref={title} tabIndex={-1} className={classes.title}>
          Activity Stream
        </h2>
        <SessionCount
          count={count.data?.count}
          isOld={count.isPlaceholderData}
          hasFailed={count.isError && !count.data}
        />
      </div>
      <Toolbar appId={appId} view={view} today={today} onView={onView} />
      {rows === undefined && !stream.error && <StreamSkeleton rows={10} />}
      {stream.error && (
        <StreamFault
          error={stream.error}
          updatedAt={rows ? new Date(stream.dataUpdatedAt) : null}
          isMore={stream.isFetchNextPageError}
          isTrying={stream.isFetching}
          onTryAgain={() => void (stream.isFetchNextPageError ? stream.fetchNextPage() : stream.refetch())}
        />
      )}
      <div className={classes.answer} data-old={stream.isPlaceholderData}>
        {rows?.length === 0 &&
          (isNarrowed ? (
            <NoMatch
              view={view}
              today={today}
              onView={(change) => {
                // The button goes away with what it undoes; reading goes on from the top.
                title.current?.focus()
                onView(change)
              }}
            />
          ) : (
            <NoSessions
              appId={appId}
              mode={view.mode}
              range={view.range}
              today={today}
              onRange={(range) => onView((now) => ({ ...now, range }))}
            />
          ))}
        {rows !== undefined && rows.length > 0 && (
          <StreamList rows={rows} stream={stream} end={isNarrowed ? "That is every match." : undefined} />
        )}
      </div>
    </section>
  )
}
