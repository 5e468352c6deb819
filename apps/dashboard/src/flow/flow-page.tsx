import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { flowVersionQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"
import { CopyButton } from "../parts/copy-button.tsx"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { PageTrail } from "../shell/page-trail.tsx"
import { usePlace } from "../shell/workspace.ts"
import { FlowView } from "./flow-view.tsx"

const route = getRouteApi("/shell/versions/$blueprintId")

/** One published version of a flow, exactly as customers saw it, beside what is published now. */
export function FlowPage() {
  const { blueprintId } = route.useParams()
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(flowVersionQuery(workspace.appId, blueprintId))
  if (error instanceof Problem && error.kind === "refused") {
    return (
      <MissingPage title="This flow is not kept here">
        <p>
          The workspace {workspace.name} has published no version with this id. A client SDK that brings its
          own steps names them by an id of its own: Holdfast keeps what happened in such a session, and not
          the flow itself. What the customer saw is in the session's timeline.
        </p>
        <p>
          <code>{shorten(readableText(blueprintId) ?? "an unreadable id", 200)}</code>{" "}
          <CopyButton text={blueprintId} what="id" />
        </p>
      </MissingPage>
    )
  }
  return (
    <>
      <PageTrail />
      {!data && <PageHeader title="Flow" />}
      {error && (
        <PageFault
          error={error}
          what="load the flow"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && <FlowView version={data} />}
      {!data && !error && <PageSkeleton what="the flow" />}
    </>
  )
}
