import type { SessionPage } from "@holdfast/protocol/dashboard"
import { FactList } from "../parts/fact-list.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { circumstanceLines } from "./circumstance-lines.ts"
import { idLines } from "./id-lines.ts"
import { otherLines } from "./other-lines.ts"
import { SessionAnswers } from "./session-answers.tsx"
import { SessionHead } from "./session-head.tsx"
import { SessionIgnored } from "./session-ignored.tsx"
import { SessionRequests } from "./session-requests.tsx"
import { SessionTimeline } from "./session-timeline.tsx"
import classes from "./session-view.module.css"
import { SessionWhy } from "./session-why.tsx"
import { snapshotLines } from "./snapshot-lines.ts"

/** All of a session, in the order of the questions that a reader has. */
export function SessionView({ page }: { page: SessionPage }) {
  const snapshot = snapshotLines(page.facts.customer ?? {})
  const others = otherLines(page.facts)
  return (
    <>
      <SessionHead page={page} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <SessionWhy page={page} />
          {page.requests.length > 0 && <SessionRequests requests={page.requests} />}
          <SessionTimeline page={page} />
          <SessionAnswers page={page} />
        </div>
        <div className={classes.column}>
          {snapshot.length > 0 && (
            <PageSection title="Customer at the time">
              <FactList facts={snapshot} />
            </PageSection>
          )}
          <PageSection title="Circumstances">
            <FactList facts={circumstanceLines(page)} />
          </PageSection>
          {others.length > 0 && (
            <PageSection title="Other fields">
              <FactList facts={others} />
            </PageSection>
          )}
          {page.ignored.length > 0 && <SessionIgnored ignored={page.ignored} />}
        </div>
      </div>
      <div className={classes.foot}>
        <PageSection title="IDs">
          <FactList facts={idLines(page)} />
        </PageSection>
      </div>
    </>
  )
}
