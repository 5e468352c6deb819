import { pricePhrase } from "@holdfast/protocol"
import type { PlanPeriod } from "@holdfast/protocol/dashboard"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { exactDate } from "../time/exact-time.ts"
import classes from "./plan-history.module.css"

/** What the customer paid for, newest first, as their sessions saw it. */
export function PlanHistory({ plans }: { plans: readonly PlanPeriod[] }) {
  return (
    <ol className={classes.list}>
      {plans.map(({ planId, price, billing, onTrial, firstSeenAt, lastSeenAt }) => {
        const plan = readableText(planId)
        return (
          <li key={lastSeenAt} className={classes.period}>
            <p className={classes.price}>
              {pricePhrase(price, billing) ?? "Price unknown"}
              {onTrial && <span className={classes.trial}>On Trial</span>}
            </p>
            {plan !== null && <bdi className={classes.plan}>{shorten(plan, 200)}</bdi>}
            <p className={classes.when}>{periodPhrase(firstSeenAt, lastSeenAt)}</p>
          </li>
        )
      })}
    </ol>
  )
}

function periodPhrase(first: string, last: string): string {
  const [from, to] = [exactDate(new Date(first)), exactDate(new Date(last))]
  return from === to ? `seen on ${from}` : `seen from ${from} to ${to}`
}
