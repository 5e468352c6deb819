import type { CancelLink } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/cancel-link`

/** The page of a workspace's cancel links, and where it may lead customers back to. */
export const cancelLinkQuery = (appId: string) =>
  queryOptions({
    queryKey: ["cancel-link", appId],
    queryFn: ({ signal }) => request<CancelLink>(pathOf(appId), { signal }),
  })

export const setReturnAddresses = (appId: string, returnAddresses: readonly string[]) =>
  request<CancelLink>(pathOf(appId), { method: "PATCH", body: { returnAddresses } })
