import { can } from "@holdfast/protocol"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { isOver } from "../ab-tests/ab-test-words.ts"
import { PastTests } from "../ab-tests/past-tests.tsx"
import { Problem } from "../api/problem.ts"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { Notice } from "../parts/notice.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { EndTestDialog, type TestInTheWay } from "./end-test-dialog.tsx"
import { FlowRow, type RowActs } from "./flow-row.tsx"
import classes from "./flows-page.module.css"
import { NewFlowForm } from "./new-flow-form.tsx"
import { SegmentRows } from "./segment-rows.tsx"
import { useFlows } from "./use-flows.ts"

/** Every flow of the workspace: the primary one, those of segments in their order, and what is archived. */
export function FlowsPage() {
  const { role } = usePlace().workspace
  const state = useFlows()
  const { data, error, isFetching, refetch } = state.flows
  const [isAsking, setIsAsking] = useState(false)
  const [showsArchived, setShowsArchived] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [inTheWay, setInTheWay] = useState<TestInTheWay | null>(null)
  const attempt: RowActs["attempt"] = async (action, what, withTest) => {
    setFault(null)
    try {
      await action()
    } catch (error) {
      if (withTest && error instanceof Problem && error.code === "ab_test_runs") {
        setInTheWay({ ...withTest, why: error.message, what })
      } else setFault(faultWords(error as Error, what))
    }
  }
  const active = data?.flows.filter(({ archivedAt }) => archivedAt === null) ?? []
  const archived = data?.flows.filter(({ archivedAt }) => archivedAt !== null) ?? []
  const primary = active.filter(({ segment }) => segment === null)
  const ofSegments = active.filter(({ segment }) => segment !== null)
  const row = { state, attempt, canEdit: can(role, "flow:edit") }
  return (
    <>
      <PageHeader title="Flows">
        <AllowedButton
          action="flow:edit"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => setIsAsking(true)}
        >
          New segment
        </AllowedButton>
      </PageHeader>
      {error && (
        <PageFault
          error={error}
          what="load the flows"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {fault !== null && (
        <div className={classes.fault}>
          <Notice tone="fault" role="alert" title={fault} />
        </div>
      )}
      {!data && !error && <PageSkeleton what="the flows" />}
      {data && (
        <div className={classes.page}>
          <PageSection
            title="Segments"
            aside={
              <span>
                {ofSegments.length === 0 ? "none" : `${ofSegments.length}, the first that matches decides`}
              </span>
            }
          >
            {ofSegments.length === 0 ? (
              <p className={classes.note}>
                A segment is a group of customers who see a flow of their own, such as those who pay yearly.
                Everybody else sees the Primary Flow.
              </p>
            ) : (
              <SegmentRows flows={ofSegments} {...row} />
            )}
          </PageSection>
          <PageSection title="Everybody else">
            {ofSegments.length === 0 && (
              <p className={classes.note}>
                Open the Primary Flow to reword it beside what customers see, and to publish it.
              </p>
            )}
            <ul className={classes.list}>
              {primary.map((flow) => (
                <li key={flow.id} className={classes.row}>
                  <FlowRow flow={flow} {...row} />
                </li>
              ))}
            </ul>
          </PageSection>
          <PastTests tests={state.tests.filter(isOver)} />
          {archived.length > 0 && (
            <div>
              <Button
                variant="subtle"
                size="xs"
                aria-expanded={showsArchived}
                onClick={() => setShowsArchived(!showsArchived)}
              >
                {showsArchived ? "Hide" : "Show"} {archived.length} archived
              </Button>
              {showsArchived && (
                <ul className={classes.list} aria-label="Archived">
                  {archived.map((flow) => (
                    <li key={flow.id} className={classes.row}>
                      <FlowRow flow={flow} {...row} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </div>
      )}
      <EndTestDialog
        inTheWay={inTheWay}
        onEnd={({ action, what }) => {
          setInTheWay(null)
          void attempt(action, what)
        }}
        onClose={() => setInTheWay(null)}
      />
      <Dialog title="New segment" isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <NewFlowForm
          flows={data?.flows.filter(({ live, draft }) => live !== null || draft !== null) ?? []}
          onMake={state.make}
          onClose={() => setIsAsking(false)}
        />
      </Dialog>
    </>
  )
}
