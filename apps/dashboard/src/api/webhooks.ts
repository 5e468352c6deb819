import type {
  DeliveryState,
  NewWebhookEndpoint,
  ResendSince,
  ResendSinceAnswer,
  WebhookDeliveriesPage,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpoints,
  WebhookWithSecret,
} from "@holdfast/protocol/dashboard"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** How often health and the log are looked at again, and how often while something is on its way. */
const freshMs = 30_000
const soonMs = 2000

const pathOf = (appId: string) => `${workspacePath(appId)}/webhooks`
const endpointPath = (appId: string, id: string) => `${pathOf(appId)}/${encodeURIComponent(id)}`
const deliveryPath = (appId: string, id: string) => `${pathOf(appId)}/deliveries/${encodeURIComponent(id)}`
const post = <T>(path: string, body: unknown = {}) => request<T>(path, { method: "POST", body })

/** What begins the keys of everything about webhooks. */
export const webhooksKey = (appId: string) => ["webhooks", appId] as const

/** The endpoints of a workspace, and how they do. */
export const webhooksQuery = (appId: string) =>
  queryOptions({
    queryKey: [...webhooksKey(appId), "endpoints"],
    queryFn: ({ signal }) => request<WebhookEndpoints>(pathOf(appId), { signal }),
    refetchInterval: freshMs,
  })

/** The deliveries of an endpoint, a page more for each Load More. */
export const deliveriesQuery = (appId: string, endpointId: string, state: DeliveryState | null) =>
  infiniteQueryOptions({
    queryKey: [...webhooksKey(appId), "deliveries", endpointId, state],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({
        ...(state !== null && { state }),
        ...(pageParam !== null && { before: pageParam }),
      })
      return request<WebhookDeliveriesPage>(`${endpointPath(appId, endpointId)}/deliveries?${query}`, {
        signal,
      })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) => {
      const first = data?.pages[0]?.deliveries ?? []
      return first.some((each) => each.state === "waiting") ? soonMs : freshMs
    },
  })

/** One delivery with what was sent and what was answered; looked at again while it is on its way. */
export const deliveryQuery = (appId: string, id: string) =>
  queryOptions({
    queryKey: [...webhooksKey(appId), "delivery", id],
    queryFn: ({ signal }) => request<WebhookDeliveryDetail>(deliveryPath(appId, id), { signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === "waiting" ? soonMs : false),
  })

export const createWebhook = (appId: string, body: NewWebhookEndpoint) =>
  post<WebhookWithSecret>(pathOf(appId), body)

export const changeWebhook = (appId: string, id: string, body: WebhookEndpointChange) =>
  request<WebhookEndpoint>(endpointPath(appId, id), { method: "PATCH", body })

export const enableWebhook = (appId: string, id: string) =>
  post<WebhookEndpoint>(`${endpointPath(appId, id)}/enable`)

export const removeWebhook = (appId: string, id: string) =>
  request<null>(endpointPath(appId, id), { method: "DELETE" })

/** Gives an endpoint a new secret; the one before signs along for 24 hours. */
export const rotateWebhook = (appId: string, id: string) =>
  post<WebhookWithSecret>(`${endpointPath(appId, id)}/rotate`)

/** Sends a test event, whose answer then stands in the delivery. */
export const testWebhook = (appId: string, id: string) =>
  post<WebhookDelivery>(`${endpointPath(appId, id)}/test`)

export const resendDelivery = (appId: string, id: string) =>
  post<WebhookDelivery>(`${deliveryPath(appId, id)}/resend`)

export const resendSince = (appId: string, id: string, body: ResendSince) =>
  post<ResendSinceAnswer>(`${endpointPath(appId, id)}/resend-since`, body)
