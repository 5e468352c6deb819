import { pricePhrase } from "@holdfast/protocol"
import type { SessionPage } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { CustomerName } from "../analytics/row/customer-name.tsx"
import { OutcomeLabel } from "../analytics/row/outcome-label.tsx"
import { RecordingMark } from "../analytics/row/recording-mark.tsx"
import { RowBadges } from "../analytics/row/row-badges.tsx"
import { CopyButton } from "../parts/copy-button.tsx"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { DeleteRecording } from "../recordings/delete-recording.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { lastView } from "../shell/last-view.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { exactTime } from "../time/exact-time.ts"
import { subscriptionAge } from "../time/subscription-age.ts"
import classes from "./session-head.module.css"

/** How it ended, who it was, and when. */
export function SessionHead({ page }: { page: SessionPage }) {
  const { row } = page
  const { appId, mayWatch } = usePlace().workspace
  const list = lastView(appId)
  const { customer } = row
  const email = readableText(customer.email)
  const id = readableText(customer.id)
  const who = email ?? id
  const price = pricePhrase(row.price, row.billing)
  const age = row.subscribedSince && subscriptionAge(new Date(row.subscribedSince), new Date(row.createdAt))
  return (
    <div className={classes.head}>
      <PageHeader title={who === null ? "Session of an unknown customer" : `Session of ${shorten(who, 120)}`}>
        {mayWatch && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/sessions/$sessionId/recording"
                params={{ sessionId: row.id }}
                search={list ?? keepWorkspace}
                {...props}
              />
            )}
          >
            Recording
          </Button>
        )}
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/sessions/$sessionId/evidence"
              params={{ sessionId: row.id }}
              search={keepWorkspace}
              {...props}
            />
          )}
        >
          Evidence
        </Button>
      </PageHeader>
      <p className={classes.outcome}>
        <OutcomeLabel outcome={row.outcome} label={row.outcomeLabel} />
      </p>
      <p className={classes.facts}>
        <span>{exactTime(new Date(row.createdAt))}</span>
        <Moment at={row.createdAt} />
        {price !== null && <span className="hf-figures">{price}</span>}
        {row.onTrial && <span>On Trial</span>}
        {age && <span>subscribed {age}</span>}
      </p>
      <div className={classes.who}>
        {email !== null && (
          <span className={classes.name}>
            <CustomerName customer={customer} mode={row.mode} />
            <CopyButton text={customer.email ?? email} what="email" />
          </span>
        )}
        {id !== null && (
          <span className={classes.name}>
            {email === null ? (
              <CustomerName customer={customer} mode={row.mode} />
            ) : (
              <bdi className={classes.id}>{shorten(id, 200)}</bdi>
            )}
            <CopyButton text={customer.id ?? id} what="customer ID" />
          </span>
        )}
        <RowBadges session={row} />
        <RecordingMark sessionId={row.id} recording={row.recording} list={list} />
        <DeleteRecording session={row} />
      </div>
    </div>
  )
}
