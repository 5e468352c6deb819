import type { Digest, DigestChoice, Digests } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/digests`

/** The weekly mails of this person in a workspace. */
export const digestsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["digests", appId],
    queryFn: async ({ signal }) => (await request<Digests>(pathOf(appId), { signal })).digests,
  })

/** Begins the weekly mail of a view, or changes the one there is. */
export const keepDigest = (appId: string, body: DigestChoice) =>
  request<Digest>(pathOf(appId), { method: "PUT", body })

export const endDigest = (appId: string, id: string) =>
  request<null>(`${pathOf(appId)}/${encodeURIComponent(id)}`, { method: "DELETE" })
