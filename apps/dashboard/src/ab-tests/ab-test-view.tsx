import { can } from "@holdfast/protocol"
import type { AbTest, AbTestMetricsAnswer } from "@holdfast/protocol/dashboard"
import type { UseQueryResult } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import columns from "../session/session-view.module.css"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import { clockSeconds } from "../time/exact-time.ts"
import { AbTestActs } from "./ab-test-acts.tsx"
import { stateLabels, stateSentences } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"
import { ArmsSection } from "./arms-section.tsx"
import { HistorySection, PlanSection, ProgressSection } from "./aside-sections.tsx"
import { CountsTable } from "./counts-table.tsx"
import { DraftSection } from "./draft-section.tsx"
import { ResultSection } from "./result-section.tsx"

interface AbTestViewProps {
  test: AbTest
  metrics: UseQueryResult<AbTestMetricsAnswer>
}

/** The state and what can be done, the result and both arms, and beside them how far the test is and who did what. */
export function AbTestView({ test, metrics }: AbTestViewProps) {
  const { role } = usePlace().workspace
  const [isChanging, setIsChanging] = useState(false)
  const { data, error, isFetching, refetch } = metrics
  const isDraft = test.state === "draft"
  return (
    <>
      <div className={classes.head}>
        <p className={classes.status} role="status">
          <span className={classes.state} data-state={test.state}>
            {stateLabels[test.state]}
          </span>
          <span>
            <Link
              to="/flows/$flowId"
              params={{ flowId: test.arms.control.flowId }}
              search={keepWorkspace}
              className={classes.link ?? ""}
            >
              <InlineText text={test.segment.name} otherwise="the segment" />
            </Link>
          </span>
          <span>{stateSentences[test.state]}</span>
        </p>
        {can(role, "flow:edit") && <AbTestActs test={test} onChange={() => setIsChanging(true)} />}
      </div>
      <div className={columns.columns}>
        <div className={columns.column}>
          {isDraft && (
            <DraftSection test={test} isChanging={isChanging} onChanged={() => setIsChanging(false)} />
          )}
          {!isDraft && error && (
            <PageFault
              error={error}
              what="count the customers"
              isStale={data !== undefined}
              isTrying={isFetching}
              onTryAgain={() => void refetch()}
            />
          )}
          {!isDraft && data && (
            <>
              <ResultSection test={test} arms={data.arms} />
              <ArmsSection test={test} arms={data.arms} />
              <CountsTable title="How they ended" head="Outcome" arms={data.arms} of="outcomes" />
              <CountsTable title="Reasons" head="Reason" arms={data.arms} of="reasons" />
              <p className={classes.note}>
                {data.isFinal ? "Final numbers" : "Numbers so far"}, live mode, as of{" "}
                {clockSeconds(new Date(data.asOf))}. Customers in test and sandbox mode see the arms too, and
                are in none of these numbers.
              </p>
            </>
          )}
        </div>
        <div className={columns.column}>
          {!isDraft && <ProgressSection test={test} {...(data && { arms: data.arms })} />}
          {!isChanging && <PlanSection test={test} />}
          <PageSection title="History">
            <HistorySection test={test} />
          </PageSection>
        </div>
      </div>
    </>
  )
}
