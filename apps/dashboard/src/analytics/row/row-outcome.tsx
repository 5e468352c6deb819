import { pricePhrase } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Moment } from "../../parts/moment.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { OutcomeLink } from "./outcome-link.tsx"
import classes from "./row-outcome.module.css"

/** How it ended, when, and what was at stake; below it, where the customer used the one-click way out. */
export function RowOutcome({ session }: { session: StreamRow }) {
  const price = pricePhrase(session.price, session.billing)
  const { clickToCancel } = session
  const region = readableText(clickToCancel?.region)
  return (
    <>
      <div className={classes.line}>
        <span className={classes.fact}>
          <OutcomeLink sessionId={session.id} outcome={session.outcome} label={session.outcomeLabel} />
        </span>
        <span className={classes.fact}>
          <Moment at={session.createdAt} />
        </span>
        {price !== null && (
          <span className={classes.fact}>
            <span className="hf-figures">{price}</span>
          </span>
        )}
        {session.onTrial && <span className={classes.fact}>On Trial</span>}
      </div>
      {clickToCancel && (
        <div className={classes.line}>
          {region !== null && (
            <span className={classes.fact}>
              <bdi className={classes.region}>{shorten(region, 200)}</bdi>
            </span>
          )}
          <span className={classes.fact}>
            {clickToCancel.isMaximal ? "Maximal US Compliance" : "Single-Click Compliance"}
          </span>
        </div>
      )}
    </>
  )
}
