import { useRef } from "react"
import type { Day } from "../time/day.ts"
import classes from "./activity-stream.module.css"
import { LiveMark } from "./live/live-mark.tsx"
import { NoMatch } from "./no-match.tsx"
import { NoSessions } from "./no-sessions.tsx"
import { SessionCount } from "./session-count.tsx"
import { StreamFault } from "./stream-fault.tsx"
import { StreamList } from "./stream-list.tsx"
import { StreamSkeleton } from "./stream-skeleton.tsx"
import { Toolbar } from "./toolbar/toolbar.tsx"
import { UnverifiedCount } from "./unverified-count.tsx"
import { useStream } from "./use-stream.ts"
import { choose } from "./view/choices.ts"
import { isSpanning, scopeOf } from "./view/scope-of.ts"
import type { View } from "./view/view.ts"

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
  const stream = useStream(scopeOf(view, appId, today))
  const { shown } = stream
  const isNarrowed = view.search !== null || view.choices.length > 0
  return (
    <section aria-labelledby="activity-stream" className={classes.section}>
      <div className={classes.head}>
        <h2 id="activity-stream" ref={title} tabIndex={-1} className={classes.title}>
          Activity Stream
        </h2>
        <div className={classes.facts}>
          <LiveMark state={stream.live} />
          {stream.count.unverified > 0 && (
            <UnverifiedCount
              {...stream.count}
              onLeaveOut={
                isSpanning(view)
                  ? null
                  : () => {
                      // The button goes away with what it leaves out.
                      title.current?.focus()
                      onView((now) => ({
                        ...now,
                        choices: choose(now.choices, "verified", "false", "excluded"),
                      }))
                    }
              }
            />
          )}
          <SessionCount {...stream.count} />
        </div>
      </div>
      <Toolbar appId={appId} view={view} today={today} onView={onView} />
      {!shown && !stream.error && <StreamSkeleton rows={10} />}
      {stream.error && (
        <StreamFault
          error={stream.error}
          updatedAt={shown ? stream.updatedAt : null}
          isMore={stream.isMoreError}
          isTrying={stream.isTrying}
          onTryAgain={stream.tryAgain}
        />
      )}
      <div className={classes.answer} data-old={stream.isOld}>
        {shown?.rows.length === 0 &&
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
        {shown && shown.rows.length > 0 && (
          <StreamList shown={shown} stream={stream} end={isNarrowed ? "That is every match." : undefined} />
        )}
      </div>
    </section>
  )
}
