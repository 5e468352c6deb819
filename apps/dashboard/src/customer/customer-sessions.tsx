import { pricePhrase } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { FlowBadge } from "../analytics/row/flow-badge.tsx"
import { OutcomeLink } from "../analytics/row/outcome-link.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { dayAndTime, shortDayAndTime } from "../time/exact-time.ts"
import classes from "./customer-sessions.module.css"
import { groupSessions } from "./group-sessions.ts"

/** How many are drawn at once: drawing all of 500 took seconds. */
const step = 50

/** The sessions on a time line, fifty at a time; what a winner set aside is tied to it by a bracket. */
export function CustomerSessions({ sessions }: { sessions: readonly StreamRow[] }) {
  const [shown, setShown] = useState(step)
  const groups = groupSessions(sessions.slice(0, shown))
  const rest = Math.min(step, sessions.length - shown)
  return (
    <>
      <ol className={classes.groups} aria-label="Sessions, newest first">
        {groups.map(({ winnerId, sessions: tied }) => (
          <li key={tied[0]?.id} className={classes.group}>
            <ol
              className={classes.sessions}
              aria-label={tied.length > 1 ? "Within 24 hours: one of these counts" : undefined}
            >
              {tied.map((session) => (
                <Session
                  key={session.id}
                  session={session}
                  bounces={session.id === winnerId ? tied.length - 1 : 0}
                />
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + step)}>
          Show {rest} more
        </Button>
      )}
    </>
  )
}

/** @param bounces how many sessions this one replaced */
function Session({ session, bounces }: { session: StreamRow; bounces: number }) {
  const { outcome, outcomeLabel, bouncedBy } = session
  const choice = readableText(session.surveyChoice)
  const price = pricePhrase(session.price, session.billing)
  return (
    <li className={classes.session} data-bounced={bouncedBy !== null}>
      <div className={classes.line}>
        <OutcomeLink sessionId={session.id} outcome={outcome} label={outcomeLabel} />
        <time dateTime={session.createdAt}>{shortDayAndTime(new Date(session.createdAt))}</time>
        {price !== null && <span className="hf-figures">{price}</span>}
        <FlowBadge flow={session.flow} />
        {session.isAsked && <span>Asked, not confirmed</span>}
        {!session.isVerified && <span>Unverified</span>}
      </div>
      {choice !== null && <bdi className={classes.choice}>{shorten(choice, 200)}</bdi>}
      {bounces > 0 && (
        <p className={classes.tie}>
          {bounces === 1 ? "Counts; the other one does not" : `Counts; the ${bounces} others do not`}
        </p>
      )}
      {bouncedBy && (
        <p className={classes.tie}>
          Bounced: replaced by the{" "}
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: bouncedBy.id.toWellFormed() }}
            search={keepWorkspace}
            className={classes.winner ?? ""}
          >
            session of {dayAndTime(new Date(bouncedBy.createdAt))}
          </Link>
        </p>
      )}
    </li>
  )
}
