import type { CustomerTotals as Totals } from "@holdfast/protocol/dashboard"
import { digits } from "../parts/digits.ts"
import { Moment } from "../parts/moment.tsx"
import classes from "./customer-totals.module.css"

/** What the sessions of a customer add up to. Bounced ones and those in progress are in no number but their own. */
export function CustomerTotals({ totals }: { totals: Totals }) {
  const counts: [string, number][] = [
    ["Sessions", totals.sessions],
    ["Valid", totals.valid],
    ["Cancelled", totals.canceled],
    ["Saved by an offer", totals.savedByOffer],
    ["Abandoned", totals.abandoned],
    ["Bounced", totals.bounced],
  ]
  if (totals.open > 0) counts.push(["In progress", totals.open])
  return (
    <dl className={classes.totals}>
      {counts.map(([label, count]) => (
        <div key={label} className={classes.total}>
          <dt>{label}</dt>
          <dd className="hf-figures">{digits.format(count)}</dd>
        </div>
      ))}
      <div className={classes.seen}>
        <dt>First seen</dt>
        <dd>
          <Moment at={totals.firstSeenAt} />
        </dd>
      </div>
      <div className={classes.seen}>
        <dt>Last seen</dt>
        <dd>
          <Moment at={totals.lastSeenAt} />
        </dd>
      </div>
    </dl>
  )
}
