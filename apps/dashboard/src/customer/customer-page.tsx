import { modes } from "@holdfast/protocol"
import { customerIdOf, customerInPath } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { customerQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"
import { CopyButton } from "../parts/copy-button.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspaceIn } from "../shell/keep-workspace.ts"
import { ModeSwitch } from "../shell/mode-switch.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { PageTrail } from "../shell/page-trail.tsx"
import { usePlace } from "../shell/workspace.ts"
import { CustomerView } from "./customer-view.tsx"
import { NoProfile } from "./no-profile.tsx"
import { useSettling } from "./use-settling.ts"

const route = getRouteApi("/shell/customers/$customerId")

/** All sessions of one customer in one mode. */
export function CustomerPage() {
  const customerId = customerIdOf(route.useParams().customerId)
  const search = route.useSearch()
  const navigate = useNavigate()
  const { workspace } = usePlace()
  const mode = modes.find((each) => each === search.mode) ?? "live"
  const { data, error, isFetching, refetch } = useQuery(customerQuery(workspace.appId, customerId, mode))
  const openIds = data?.sessions.filter(({ outcome }) => outcome.kind === "open").map(({ id }) => id) ?? []
  useSettling(workspace.appId, openIds, refetch)
  const isRefused = error instanceof Problem && error.kind === "refused"
  const email = isRefused ? null : readableText(data?.customer.email)
  const name = shorten(email ?? readableText(customerId) ?? "A customer", 200)
  return (
    <>
      <PageTrail mode={mode} />
      <PageHeader
        title={name}
        sign={email !== null && <CopyButton text={data?.customer.email ?? email} what="email" />}
      >
        <ModeSwitch
          mode={mode}
          onChange={(next) =>
            void navigate({
              to: "/customers/$customerId",
              params: { customerId: customerInPath(customerId) },
              search: keepWorkspaceIn(next),
              resetScroll: false,
            })
          }
        />
      </PageHeader>
      {isRefused && <NoProfile isOff={error.code === "profiles_off"} mode={mode} />}
      {error && !isRefused && (
        <PageFault
          error={error}
          what="load this customer"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && !isRefused && <CustomerView profile={data} />}
      {!data && !error && <PageSkeleton what="this customer" />}
    </>
  )
}
