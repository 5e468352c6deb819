import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Navigate } from "@tanstack/react-router"
import { useDeferredValue } from "react"
import { editedFlowQuery } from "../api/flows.ts"
import { flowVersionQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { FlowEditor } from "./flow-editor.tsx"
import { FlowTrail } from "./flow-trail.tsx"

const route = getRouteApi("/shell/flows/$flowId")

/** A flow to edit, or to read for those who may not. */
export function FlowEditorPage() {
  const { flowId } = route.useParams()
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(editedFlowQuery(appId, flowId))
  // drawn piece by piece: all of the editor in one go keeps a slow browser from answering for a tenth of a second
  const drawn = useDeferredValue(data)
  const start = data && drawn?.flow.id === data.flow.id ? drawn : null
  if (error instanceof Problem && error.kind === "refused") return <OldAddress id={flowId} />
  return (
    <>
      <FlowTrail test={data?.flow.arm === "variant" ? data.flow.abTest : null} />
      {!start && <PageHeader title="Flow" />}
      {error && (
        <PageFault
          error={error}
          what="load the flow"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {start && <FlowEditor key={start.flow.id} start={start} />}
      {!start && !error && <PageSkeleton what="the flow" />}
    </>
  )
}

/** Versions had this address before flows did, and links to them are out in the world. */
function OldAddress({ id }: { id: string }) {
  const { appId, name } = usePlace().workspace
  const { data, error } = useQuery(flowVersionQuery(appId, id))
  if (data)
    return (
      <Navigate to="/versions/$blueprintId" params={{ blueprintId: id }} search={keepWorkspace} replace />
    )
  if (!error) return <PageSkeleton what="the flow" />
  return (
    <MissingPage title="There is no such flow">
      <p>The workspace {name} has no flow with this id, and no version of one.</p>
    </MissingPage>
  )
}
