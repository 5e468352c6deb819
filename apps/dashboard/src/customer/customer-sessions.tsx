import type { StreamRow } from "@holdfast/protocol"
import { Link } from "@tanstack/react-router"
import { FlowBadge } from "../analytics/flow-badge.tsx"
import { OutcomeLink } from "../analytics/outcome-link.tsx"
import { pricePhrase } from "../money.ts"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { dayAndTime } from "../time/exact-time.ts"
import classes from "./customer-sessions.module.css"
import { groupSessions } from "./group-sessions.ts"

/** Every session on a time line; what a winner set aside is tied to it by a bracket. */
export function CustomerSessions({ sessions }: { sessions: readonly StreamRow[] }) {
  return (
    <ol className={classes.groups} aria-label="Sessions, newest first">
      {groupSessions(sessions).map(({ winnerId, sessions: tied }) => (
        <li key={tied[0]?.id} className={classes.group}>
          <ol
            className={classes.sessions}
            aria-label={tied.length > 1 ? "Within 24 hours: one of these counts" : undefined}
          >
            {tied.map((session) => (
              <Session
                key={session.id}
                session={session}
                isWinner={tied.length > 1 && session.id === winnerId}
              />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

function Session({ session, isWinner }: { session: StreamRow; isWinner: boolean }) {
  const { outcome, outcomeLabel, bouncedBy } = session
  const choice = readableText(session.surveyChoice)
  const price = pricePhrase(session.price, session.billing)
  return (
    <li className={classes.session} data-bounced={bouncedBy !== null}>
      <div className={classes.line}>
        <OutcomeLink sessionId={session.id} outcome={outcome} label={outcomeLabel} />
        <Moment at={session.createdAt} />
        {price !== null && <span className="hf-figures">{price}</span>}
        <FlowBadge flow={session.flow} />
        {!session.isVerified && <span>Unverified</span>}
      </div>
      {choice !== null && <bdi className={classes.choice}>{shorten(choice, 200)}</bdi>}
      {isWinner && <p className={classes.tie}>Counts, in place of those beside it</p>}
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
