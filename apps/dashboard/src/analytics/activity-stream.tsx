import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { countQuery, type StreamScope, streamQuery } from "../api/stream.ts"
import type { DateRange } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"
import classes from "./activity-stream.module.css"
import { DateRangePicker } from "./date-range-picker.tsx"
import { NoSessions } from "./no-sessions.tsx"
import { SessionCount } from "./session-count.tsx"
import { StreamFault } from "./stream-fault.tsx"
import { StreamList } from "./stream-list.tsx"
import { StreamSkeleton } from "./stream-skeleton.tsx"

interface ActivityStreamProps {
  scope: StreamScope
  range: DateRange
  today: Day
  onRange: (range: DateRange) => void
}

/** One row for every session, newest first, with the days they fall into and how many there are. */
export function ActivityStream({ scope, range, today, onRange }: ActivityStreamProps) {
  const stream = useInfiniteQuery(streamQuery(scope))
  const count = useQuery(countQuery(scope))
  const rows = stream.data?.pages.flatMap(({ sessions }) => sessions)
  return (
    <section aria-labelledby="activity-stream" className={classes.section}>
      <div className={classes.head}>
        <h2 id="activity-stream" className={classes.title}>
          Activity Stream
        </h2>
        <SessionCount count={count.data?.count} hasFailed={count.isError && !count.data} />
      </div>
      <div className={classes.toolbar}>
        <DateRangePicker range={range} today={today} onChange={onRange} />
      </div>
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
      {rows?.length === 0 && (
        <NoSessions appId={scope.appId} mode={scope.mode} range={range} today={today} onRange={onRange} />
      )}
      {rows !== undefined && rows.length > 0 && <StreamList rows={rows} stream={stream} />}
    </section>
  )
}
