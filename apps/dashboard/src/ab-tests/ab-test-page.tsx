import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { abTestMetricsQuery, abTestQuery } from "../api/ab-tests.ts"
import { Problem } from "../api/problem.ts"
import { FlowTrail } from "../flow-editor/flow-trail.tsx"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { AbTestView } from "./ab-test-view.tsx"

const route = getRouteApi("/shell/flows/ab-tests/$testId")

/** An A/B test: how its arms do, how far it is, and what can be done with it. */
export function AbTestPage() {
  const { testId } = route.useParams()
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(abTestQuery(appId, testId))
  const metrics = useQuery(abTestMetricsQuery(appId, testId))
  if (error instanceof Problem && error.kind === "refused" && !data) {
    return (
      <MissingPage title="There is no such test">
        <p>The workspace has no A/B test with this id.</p>
      </MissingPage>
    )
  }
  return (
    <>
      <FlowTrail />
      <PageHeader
        title={data ? shorten(readableText(data.name) ?? "A test without a name", 200) : "A/B test"}
      />
      {error && (
        <PageFault
          error={error}
          what="load the test"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="the test" />}
      {data && <AbTestView test={data} metrics={metrics} />}
    </>
  )
}
