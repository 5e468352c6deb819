import type { ClickToCancel } from "@holdfast/protocol"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/click-to-cancel`

/** Where customers can cancel with a single click. */
export const clickToCancelQuery = (appId: string) =>
  queryOptions({
    queryKey: ["click-to-cancel", appId],
    queryFn: ({ signal }) => request<ClickToCancel>(pathOf(appId), { signal }),
  })

export const changeClickToCancel = (appId: string, change: Partial<ClickToCancel>) =>
  request<ClickToCancel>(pathOf(appId), { method: "PATCH", body: change })
