import type { HealthProblem } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { healthQuery } from "../api/health.ts"
import { digits } from "../parts/digits.ts"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./health-view.module.css"
import { ProblemList } from "./problem-list.tsx"

/** Reports that were refused, which are lost, before fields that were left out of reports that were kept. */
export function HealthView() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(healthQuery(workspace.appId))
  const problems = data?.problems ?? []
  const refused = problems.filter(({ kind }) => kind === "refused")
  const ignored = problems.filter(({ kind }) => kind === "ignored")
  return (
    <>
      <PageHeader title="Health" />
      <p className={classes.lead}>
        What the pages that embed your flow sent in the last 14 days and could not be taken as it came. Values
        are told by their shape, and never shown.
      </p>
      {error && (
        <PageFault
          error={error}
          what="load what clients sent"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <ListSkeleton what="what clients sent" />}
      {data && problems.length === 0 && (
        <EmptyList title="All is well">
          <p>
            Every report of the last 14 days was taken, and every field in it could be read. What a client
            sends wrongly appears here seconds later, with what to do about it.
          </p>
        </EmptyList>
      )}
      <div className={classes.sections}>
        {refused.length > 0 && (
          <PageSection title="Reports that were refused" aside={<span>{timesIn(refused)}</span>}>
            <p className={classes.purpose}>
              Nothing of these was kept. The customer could cancel all the same.
            </p>
            <ProblemList label="Reports that were refused" problems={refused} />
          </PageSection>
        )}
        {ignored.length > 0 && (
          <PageSection title="Fields that could not be read" aside={<span>{timesIn(ignored)}</span>}>
            <p className={classes.purpose}>
              The sessions were kept without them. Each session’s page names its own.
            </p>
            <ProblemList label="Fields that could not be read" problems={ignored} />
          </PageSection>
        )}
      </div>
    </>
  )
}

function timesIn(problems: readonly HealthProblem[]): string {
  const times = problems.reduce((sum, each) => sum + each.times, 0)
  return `${digits.format(times)} ${times === 1 ? "time" : "times"}`
}
