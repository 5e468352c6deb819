import type { CustomerBilling as Billing } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { exactDate } from "../time/exact-time.ts"
import { sinceSaveLine, standingLine } from "./billing-lines.ts"
import classes from "./plan-history.module.css"

/** How the customer's subscriptions stand, and what was paid after a save, as the billing says. */
export function CustomerBilling({ billing: { subscriptions, sinceSave } }: { billing: Billing }) {
  return (
    <ol className={classes.list}>
      {sinceSave && (
        <li className={classes.period}>
          <p className={classes.price}>{sinceSaveLine(sinceSave)}</p>
          <p className={classes.when}>
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId: sinceSave.sessionId.toWellFormed() }}
              search={keepWorkspace}
            >
              saved on {exactDate(new Date(sinceSave.savedAt))}
            </Link>
          </p>
        </li>
      )}
      {subscriptions.map((subscription) => (
        <li key={subscription.id} className={classes.period}>
          <p className={classes.price}>{standingLine(subscription)}</p>
          <bdi className={classes.plan}>
            {shorten(readableText(subscription.id) ?? "An unreadable id", 200)}
          </bdi>
          <p className={classes.when}>as of {exactDate(new Date(subscription.asOf))}</p>
        </li>
      ))}
    </ol>
  )
}
