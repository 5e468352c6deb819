import type { Mode } from "@holdfast/protocol"
import type {
  BillingConnection,
  BillingConnectionChange,
  BillingConnections,
  FoundTerms,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/billing`

/** The billing system that a workspace has connected, in each mode. */
export const billingQuery = (appId: string) =>
  queryOptions({
    queryKey: ["billing", appId],
    queryFn: ({ signal }) => request<BillingConnections>(pathOf(appId), { signal }),
  })

export type TermKind = "coupons" | "prices"

/** What the connected billing systems have that an offer can name. Who types goes on without it where it cannot be had. */
export const termsQuery = (appId: string, kind: TermKind, search: string) =>
  queryOptions({
    queryKey: ["billing", appId, "terms", kind, search],
    queryFn: ({ signal }) =>
      request<FoundTerms>(`${pathOf(appId)}/terms?${new URLSearchParams({ kind, search })}`, { signal }),
    staleTime: 60_000,
    retry: false,
  })

/** Connects, or changes what is given. A new key is checked at Stripe first. */
export const changeConnection = (appId: string, mode: Mode, change: BillingConnectionChange) =>
  request<BillingConnection>(`${pathOf(appId)}/${mode}`, { method: "PATCH", body: change })

export const checkConnection = (appId: string, mode: Mode) =>
  request<BillingConnection>(`${pathOf(appId)}/${mode}/check`, { method: "POST" })

export const disconnectBilling = (appId: string, mode: Mode) =>
  request<void>(`${pathOf(appId)}/${mode}`, { method: "DELETE" })
