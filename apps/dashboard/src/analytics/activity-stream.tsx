import { useRouter } from "@tanstack/react-router"
import { useCallback, useMemo, useRef } from "react"
import { readAddress } from "../address.ts"
import type { Day } from "../time/day.ts"
import classes from "./activity-stream.module.css"
import { Insights } from "./insights/insights.tsx"
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
  /** As the address names it. */
  workspace: string | undefined
  view: View
  today: Day
  /** Takes the view of the moment, so that two changes in a hurry are both made. */
  onView: (change: (view: View) => View) => void
}

/**
 * What the page shows is chosen on top, for all of it; below it what the sessions say together, and then one row for every
 * one of them, newest first, and how many there are.
 */
export function ActivityStream({ appId, workspace, view, today, onView }: ActivityStreamProps) {
  const router = useRouter()
  const title = useRef<HTMLHeadingElement>(null)
  const stream = useStream(scopeOf(view, appId, today))
  const { shown } = stream
  const follow = useCallback(
    (href: string) => {
      const { pathname, search } = new URL(href, location.origin)
      // a mark leads to another page
      if (pathname !== "/") return router.history.push(href)
      void router.navigate({ to: "/", search: readAddress(search), resetScroll: false })
      title.current?.focus({ preventScroll: true })
      title.current?.scrollIntoView({ block: "start" })
    },
    [router],
  )
  const place = useMemo(() => ({ view, workspace, today }), [view, workspace, today])
  const isNarrowed = view.search !== null || view.choices.length > 0
  return (
    <>
      <Toolbar appId={appId} view={view} today={today} onView={onView} />
      <Insights
        appId={appId}
        place={place}
        isReady={shown !== undefined || stream.error !== null}
        onView={onView}
        onFollow={follow}
      />
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
    </>
  )
}
