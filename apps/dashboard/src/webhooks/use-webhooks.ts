import type { NewWebhookEndpoint, ResendSince, WebhookEndpointChange } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import {
  changeWebhook,
  createWebhook,
  enableWebhook,
  removeWebhook,
  resendDelivery,
  resendSince,
  rotateWebhook,
  testWebhook,
  webhooksKey,
  webhooksQuery,
} from "../api/webhooks.ts"
import { usePlace } from "../shell/workspace.ts"

/** The endpoints of the workspace, and what can be done with them; each action rejects with a `Problem`. */
export function useWebhooks() {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const endpoints = useQuery(webhooksQuery(appId))
  /** What is on the screen is right before an action is over; where it cannot be read, the page says so. */
  const thenRead = async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action
    } finally {
      await client.invalidateQueries({ queryKey: webhooksKey(appId) })
    }
  }
  return {
    endpoints,
    create: (endpoint: NewWebhookEndpoint) => thenRead(createWebhook(appId, endpoint)),
    change: (id: string, change: WebhookEndpointChange) => thenRead(changeWebhook(appId, id, change)),
    enable: (id: string) => thenRead(enableWebhook(appId, id)),
    rotate: (id: string) => thenRead(rotateWebhook(appId, id)),
    remove: (id: string) => thenRead(removeWebhook(appId, id)),
    test: (id: string) => thenRead(testWebhook(appId, id)),
    resend: (deliveryId: string) => thenRead(resendDelivery(appId, deliveryId)),
    resendSince: (id: string, body: ResendSince) => thenRead(resendSince(appId, id, body)),
  }
}

export type WebhooksState = ReturnType<typeof useWebhooks>
