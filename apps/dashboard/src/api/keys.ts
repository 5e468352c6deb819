import type {
  ApiKey,
  ApiKeys,
  KeyChange,
  KeyRotation,
  MadeKey,
  NewKey,
  RevokedKey,
  RotatedKey,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/keys`

/** The keys of a workspace that this person may manage. */
export const keysQuery = (appId: string) =>
  queryOptions({
    queryKey: ["keys", appId],
    queryFn: ({ signal }) => request<ApiKeys>(pathOf(appId), { signal }),
  })

export const makeKey = (appId: string, body: NewKey) =>
  request<MadeKey>(pathOf(appId), { method: "POST", body })

export const renameKey = (appId: string, id: string, body: KeyChange) =>
  request<ApiKey>(`${pathOf(appId)}/${id}`, { method: "PATCH", body })

export const replaceKey = (appId: string, id: string, body: KeyRotation) =>
  request<RotatedKey>(`${pathOf(appId)}/${id}/rotate`, { method: "POST", body })

export const revokeKey = (appId: string, id: string) =>
  request<RevokedKey>(`${pathOf(appId)}/${id}/revoke`, { method: "POST", body: {} })
