import type { Neighbour } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import { OutcomeLabel } from "../analytics/row/outcome-label.tsx"
import { OutcomeLink } from "../analytics/row/outcome-link.tsx"
import { shortDayAndTime } from "../time/exact-time.ts"
import classes from "./neighbour-line.module.css"
import { neighbourRole, placesOnLine } from "./neighbour-words.ts"

interface NeighbourLineProps {
  session: Pick<StreamRow, "id" | "createdAt">
  neighbours: readonly Neighbour[]
  hasMore: boolean
}

/** The same customer's sessions within 24 hours: a line to see, and a list that says which one counts. */
export function NeighbourLine({ session, neighbours, hasMore }: NeighbourLineProps) {
  const places = placesOnLine(
    neighbours.map(({ createdAt }) => createdAt),
    session.createdAt,
  )
  return (
    <div className={classes.around}>
      <div className={classes.line} aria-hidden>
        {neighbours.map(({ id, outcome, bouncedBy }, index) => (
          <span
            key={id}
            className={classes.dot}
            data-outcome={outcome.kind}
            data-bounced={bouncedBy !== null}
            data-this={id === session.id}
            style={{ left: `${places[index]}%` }}
          />
        ))}
        <span className={classes.end}>24 h before</span>
        <span className={classes.end}>24 h after</span>
      </div>
      <ol className={classes.list} aria-label="Sessions of this customer within 24 hours, oldest first">
        {neighbours.map((neighbour) => (
          <li
            key={neighbour.id}
            className={classes.item}
            aria-current={neighbour.id === session.id || undefined}
          >
            <time dateTime={neighbour.createdAt} className={classes.time}>
              {shortDayAndTime(new Date(neighbour.createdAt))}
            </time>
            {neighbour.id === session.id ? (
              <OutcomeLabel outcome={neighbour.outcome} label={neighbour.outcomeLabel} />
            ) : (
              <OutcomeLink
                sessionId={neighbour.id}
                outcome={neighbour.outcome}
                label={neighbour.outcomeLabel}
              />
            )}
            <span className={classes.role}>{neighbourRole(neighbour, session.id, neighbours)}</span>
          </li>
        ))}
      </ol>
      {hasMore && <p className={classes.more}>There are more; these are the {neighbours.length} nearest.</p>}
    </div>
  )
}
