import { type DeliveryState, deliveryStates, type WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { deliveriesQuery } from "../api/webhooks.ts"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { LoadMore } from "../parts/load-more.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import tabs from "../requests/requests-page.module.css"
import { usePlace } from "../shell/workspace.ts"
import { DeliveryRow } from "./delivery-row.tsx"
import type { WebhooksState } from "./use-webhooks.ts"
import { stateLabels } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

interface DeliveriesSectionProps {
  endpoint: WebhookEndpoint
  state: WebhooksState
  /** null for all. */
  show: DeliveryState | null
  /** What was done last, in a sentence. */
  news: string | null
  onNews: (words: string | null) => void
  onResendSince: () => void
}

const choices: readonly (DeliveryState | null)[] = [null, ...deliveryStates]

/** What was sent to an endpoint in the last 30 days, newest first, and what came back. */
export function DeliveriesSection(props: DeliveriesSectionProps) {
  const { endpoint, state, show, news, onNews, onResendSince } = props
  const { appId } = usePlace().workspace
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(deliveriesQuery(appId, endpoint.id, show))
  const deliveries = data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <PageSection title="Deliveries" aside={<span>kept for 30 days</span>}>
      <div className={classes.bar}>
        <nav aria-label="Deliveries" className={tabs.tabs}>
          {choices.map((each) => (
            <Link
              key={each}
              to="/webhooks/$endpointId"
              params={{ endpointId: endpoint.id }}
              search={({ workspace }) => ({
                ...(workspace !== undefined && { workspace }),
                ...(each !== null && { show: each }),
              })}
              className={tabs.tab ?? ""}
              aria-current={each === show ? "page" : undefined}
              // the router would take every tab for the page that is open
              activeProps={{ "aria-current": each === show ? "page" : undefined }}
            >
              {each === null ? "All" : stateLabels[each]}
            </Link>
          ))}
        </nav>
        <Button variant="default" size="xs" onClick={onResendSince}>
          Send again since…
        </Button>
      </div>
      {news !== null && <Notice tone="calm" title={news} />}
      {error && (
        <PageFault
          error={error}
          what="load the deliveries"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void (data && hasNextPage ? fetchNextPage() : refetch())}
        />
      )}
      {!data && !error && <ListSkeleton what="the deliveries" />}
      {data && deliveries.length === 0 && (
        <EmptyList title={show === null ? "Nothing was sent yet" : "None of these"} level={3}>
          <p>
            {show === null
              ? "What this endpoint is told of appears here, with what it answered. Send a test event to see one."
              : "Other deliveries are under All."}
          </p>
        </EmptyList>
      )}
      {deliveries.length > 0 && (
        <ol className={classes.list} aria-label="Deliveries, newest first">
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              onResend={async () => {
                onNews(null)
                await state.resend(delivery.id)
                onNews("1 delivery is on its way again.")
              }}
            />
          ))}
        </ol>
      )}
      {hasNextPage && <LoadMore isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </PageSection>
  )
}
