import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { sessionQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { PageTrail } from "../shell/page-trail.tsx"
import { usePlace } from "../shell/workspace.ts"
import { SessionView } from "./session-view.tsx"

const route = getRouteApi("/shell/sessions/$sessionId")

/** One session: how it ended, why, what the customer saw and said, and who they were at the time. */
export function SessionPage() {
  const { sessionId } = route.useParams()
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(sessionQuery(workspace.appId, sessionId))
  if (error instanceof Problem && error.kind === "refused") {
    return (
      <MissingPage title="There is no such session here">
        <p>
          The workspace {workspace.name} has no session with this id. It may belong to another workspace, it
          may have been deleted, or the address may have lost a piece on its way to you.
        </p>
      </MissingPage>
    )
  }
  return (
    <>
      <PageTrail mode={data?.row.mode} />
      {!data && <PageHeader title="Session" />}
      {error && (
        <PageFault
          error={error}
          what="load the session"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && <SessionView page={data} />}
      {!data && !error && <PageSkeleton what="the session" />}
    </>
  )
}
