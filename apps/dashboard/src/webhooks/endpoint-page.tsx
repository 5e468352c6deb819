import { deliveryStates } from "@holdfast/protocol/dashboard"
import { IconArrowLeft } from "@tabler/icons-react"
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router"
import { ForRoles } from "../parts/for-roles.tsx"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { PageHeader } from "../shell/page-header.tsx"
import trail from "../shell/page-trail.module.css"
import { EndpointView } from "./endpoint-view.tsx"
import { useWebhooks } from "./use-webhooks.ts"

const route = getRouteApi("/shell/webhooks/$endpointId")

/** One endpoint: what it is told of, what can be done with it, and what was sent to it. */
export function EndpointPage() {
  return (
    <ForRoles action="webhook:manage" title="Webhooks">
      <LoadedEndpoint />
    </ForRoles>
  )
}

function LoadedEndpoint() {
  const { endpointId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const state = useWebhooks()
  const { data, error, isFetching, refetch } = state.endpoints
  const endpoint = data?.endpoints.find(({ id }) => id === endpointId)
  if (data && !endpoint) {
    return (
      <MissingPage title="There is no such endpoint">
        <p>The workspace has no webhook endpoint with this id. It may have been removed.</p>
      </MissingPage>
    )
  }
  return (
    <>
      <nav aria-label="Way back" className={trail.trail}>
        <Link to="/webhooks" search={keepWorkspace} className={trail.link ?? ""}>
          <IconArrowLeft size={14} stroke={1.75} aria-hidden />
          Webhooks
        </Link>
      </nav>
      <PageHeader title={endpoint ? titleOf(endpoint.url) : "Endpoint"} />
      {error && (
        <PageFault
          error={error}
          what="load the endpoint"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="the endpoint" />}
      {endpoint && (
        <EndpointView
          key={endpointId}
          endpoint={endpoint}
          state={state}
          show={deliveryStates.find((each) => each === search.show) ?? null}
          onRemoved={() => void navigate({ to: "/webhooks", search: keepWorkspace })}
        />
      )}
    </>
  )
}

/** The host, which tells endpoints apart; the whole address stands below. */
function titleOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : url
  return shorten(readableText(host) ?? "Endpoint", 100)
}
