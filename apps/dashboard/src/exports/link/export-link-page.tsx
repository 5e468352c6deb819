import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { exportQuery } from "../../api/exports.ts"
import { Problem } from "../../api/problem.ts"
import { ForRoles } from "../../parts/for-roles.tsx"
import { PageFault } from "../../parts/page-fault.tsx"
import { PageSkeleton } from "../../parts/page-skeleton.tsx"
import { PageHeader } from "../../shell/page-header.tsx"
import { PageTrail } from "../../shell/page-trail.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { DeadLink } from "./dead-link.tsx"
import { ExportView } from "./export-view.tsx"

const route = getRouteApi("/shell/exports/$exportId")

/** Where the link of a mail leads: the file and what it holds, for owners and admins of its workspace. */
export function ExportLinkPage() {
  return (
    <ForRoles action="export:take" title="Export">
      <LinkedExport />
    </ForRoles>
  )
}

function LinkedExport() {
  const { exportId } = route.useParams()
  const { key } = route.useSearch()
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(exportQuery(appId, exportId, key ?? null))
  if (error instanceof Problem && error.kind === "refused") {
    return <DeadLink problem={error} exportId={exportId} />
  }
  return (
    <>
      <PageTrail />
      <PageHeader title="Export" />
      {error && (
        <PageFault
          error={error}
          what="load the export"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && <ExportView item={data} linkKey={key ?? null} />}
      {!data && !error && <PageSkeleton what="the export" />}
    </>
  )
}
