import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/security`

/** What a workspace requires of its people when they sign in. */
export const securityQuery = (appId: string) =>
  queryOptions({
    queryKey: ["security", appId],
    queryFn: ({ signal }) => request<WorkspaceSecurity>(pathOf(appId), { signal }),
  })

export const requireTwoFactor = (appId: string, requiresTwoFactor: boolean) =>
  request<WorkspaceSecurity>(pathOf(appId), { method: "PATCH", body: { requiresTwoFactor } })
