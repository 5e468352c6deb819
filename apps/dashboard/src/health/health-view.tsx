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
import { FiguresCheck } from "./figures-check.tsx"
import classes from "./health-view.module.css"
import { ProblemList } from "./problem-list.tsx"

/** Reports that were refused, which are lost, before what was left out of sessions that were kept. */
export function HealthView() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(healthQuery(workspace.appId))
  const problems = data?.problems ?? []
  const figures = data?.figures ?? null
  const allRefused = problems.filter(({ kind }) => kind === "refused")
  const refused = allRefused.filter((problem) => !isOfRecording(problem))
  const unrecorded = allRefused.filter(isOfRecording)
  const ignored = problems.filter(({ kind }) => kind === "ignored")
  const unbilled = problems.filter(({ kind }) => kind === "without_billing")
  return (
    <>
      <PageHeader title="Health" />
      <p className={classes.lead}>
        What the pages that embed your flow sent in the last 14 days and could not be taken as it came, what
        your billing did not say, and whether your figures are what the sessions say. Values are told by their
        shape, and never shown.
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
      {data && problems.length === 0 && (figures?.differing ?? 0) === 0 && (
        <EmptyList title="All is well">
          <p>
            Every report of the last 14 days was taken, every field in it could be read, and your billing
            answered whenever it was asked. What goes wrong appears here seconds later, with what to do about
            it.
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
        {unrecorded.length > 0 && (
          <PageSection
            title="Pieces of recordings that were refused"
            aside={<span>{timesIn(unrecorded)}</span>}
          >
            <p className={classes.purpose}>
              The sessions themselves were kept. Their recordings have gaps where a piece was refused that was
              theirs.
            </p>
            <ProblemList label="Pieces of recordings that were refused" problems={unrecorded} />
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
        {unbilled.length > 0 && (
          <PageSection title="Sessions opened without your billing" aside={<span>{timesIn(unbilled)}</span>}>
            <p className={classes.purpose}>
              Plan, price and trial were not known from there, so segments and texts that need them did
              without. Each session’s page says why.
            </p>
            <ProblemList label="Sessions opened without your billing" problems={unbilled} />
          </PageSection>
        )}
        {figures && <FiguresCheck check={figures} />}
      </div>
    </>
  )
}

const isOfRecording = ({ route }: HealthProblem): boolean => route.endsWith("/v1/flow/recording")

function timesIn(problems: readonly HealthProblem[]): string {
  const times = problems.reduce((sum, each) => sum + each.times, 0)
  return `${digits.format(times)} ${times === 1 ? "time" : "times"}`
}
