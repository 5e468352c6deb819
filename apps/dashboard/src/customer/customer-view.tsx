import { type CustomerProfile, customerSessionsShown } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { countWords } from "../exports/size-words.ts"
import { CopyButton } from "../parts/copy-button.tsx"
import { digits } from "../parts/digits.ts"
import { FactList } from "../parts/fact-list.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { DeleteCustomersRecordings } from "../recordings/delete-customers-recordings.tsx"
import columns from "../session/session-view.module.css"
import { snapshotLines } from "../session/snapshot-lines.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { exactDate } from "../time/exact-time.ts"
import { CustomerBilling } from "./customer-billing.tsx"
import { CustomerSessions } from "./customer-sessions.tsx"
import { CustomerTotals } from "./customer-totals.tsx"
import classes from "./customer-view.module.css"
import { PlanHistory } from "./plan-history.tsx"

/** Who a customer is, what their sessions add up to, and each of them on a time line. */
export function CustomerView({ profile }: { profile: CustomerProfile }) {
  const { customer, totals, sessions, snapshot, plans, billing } = profile
  const id = readableText(customer.id)
  const lines = snapshot ? snapshotLines(snapshot.customer) : []
  const isCapped = totals.sessions > sessions.length
  return (
    <>
      <p className={classes.ids}>
        <span className={classes.id}>
          <bdi>{shorten(id ?? "An unreadable id", 200)}</bdi>
          <CopyButton text={customer.id} what="customer ID" />
        </span>
        <DeleteCustomersRecordings customerId={customer.id} />
      </p>
      <CustomerTotals totals={totals} />
      <div className={columns.columns}>
        <div className={columns.column}>
          <PageSection title="Sessions" aside={<span>{countWords(totals.sessions, "session")}</span>}>
            <CustomerSessions sessions={sessions} />
            {isCapped && (
              <p className={classes.note}>
                These are the {digits.format(customerSessionsShown)} newest of{" "}
                {digits.format(totals.sessions)}. The Activity Stream finds the others by a search for the
                customer.
              </p>
            )}
          </PageSection>
        </div>
        <div className={columns.column}>
          {billing && (
            <PageSection title="Billing">
              <CustomerBilling billing={billing} />
            </PageSection>
          )}
          {plans.length > 0 && (
            <PageSection title="Plan and price">
              <PlanHistory plans={plans} />
            </PageSection>
          )}
          {snapshot && lines.length > 0 && (
            <PageSection
              title="Attributes"
              aside={
                <Link
                  to="/sessions/$sessionId"
                  params={{ sessionId: snapshot.sessionId.toWellFormed() }}
                  search={keepWorkspace}
                  className={classes.source ?? ""}
                >
                  as of {exactDate(new Date(snapshot.at))}
                </Link>
              }
            >
              <FactList facts={lines} />
            </PageSection>
          )}
        </div>
      </div>
    </>
  )
}
