import type { Alert, Alerts, NewAlert } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/alerts`
const alertPath = (appId: string, id: string) => `${pathOf(appId)}/${encodeURIComponent(id)}`

/** The alerts of a workspace, by name. They are read by the server each hour. */
export const alertsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["alerts", appId],
    queryFn: async ({ signal }) => (await request<Alerts>(pathOf(appId), { signal })).alerts,
    refetchInterval: 60_000,
  })

export const createAlert = (appId: string, body: NewAlert) =>
  request<Alert>(pathOf(appId), { method: "POST", body })

export const changeAlert = (appId: string, id: string, body: NewAlert) =>
  request<Alert>(alertPath(appId, id), { method: "PUT", body })

export const removeAlert = (appId: string, id: string) =>
  request<null>(alertPath(appId, id), { method: "DELETE" })

/** Whether this person is mailed of it. */
export const mailMeOf = (appId: string, id: string, mailsMe: boolean) =>
  request<Alert>(`${alertPath(appId, id)}/mail`, { method: "PUT", body: { mailsMe } })
