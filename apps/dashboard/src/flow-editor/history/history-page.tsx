import { can } from "@holdfast/protocol"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { flowHistoryQuery, flowsQuery } from "../../api/flows.ts"
import { Problem } from "../../api/problem.ts"
import { MissingPage } from "../../parts/missing-page.tsx"
import { PageFault } from "../../parts/page-fault.tsx"
import { PageSkeleton } from "../../parts/page-skeleton.tsx"
import { PageHeader } from "../../shell/page-header.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { FlowTrail } from "../flow-trail.tsx"
import { HistoryList } from "./history-list.tsx"

const route = getRouteApi("/shell/flows/$flowId/history")

/** Every version of a flow that was ever live. */
export function HistoryPage() {
  const { flowId } = route.useParams()
  const { appId, role } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(flowHistoryQuery(appId, flowId))
  const flows = useQuery(flowsQuery(appId))
  const flow = flows.data?.flows.find(({ id }) => id === flowId)
  if (error instanceof Problem && error.kind === "refused") {
    return (
      <MissingPage title="There is no such flow">
        <p>The workspace has no flow with this id.</p>
      </MissingPage>
    )
  }
  const name = flow?.name ?? "the flow"
  return (
    <>
      <FlowTrail flow={{ id: flowId, name: flow?.name ?? "Flow" }} />
      <PageHeader title={`History of ${name}`} />
      {error && (
        <PageFault
          error={error}
          what="load the history"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="the history" />}
      {data && (
        <HistoryList
          flowId={flowId}
          versions={data.versions}
          canRestore={can(role, "flow:edit") && flow?.archivedAt === null}
        />
      )}
    </>
  )
}
