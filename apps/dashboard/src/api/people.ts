import type {
  EndedLogins,
  GivenRole,
  HandOver,
  Member,
  Members,
  NewInvitation,
  OpenInvitations,
  SentInvitation,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const personPath = (appId: string, id: string) => `${workspacePath(appId)}/people/${encodeURIComponent(id)}`

/** Who belongs to a workspace. */
export const peopleQuery = (appId: string) =>
  queryOptions({
    queryKey: ["people", appId],
    queryFn: async ({ signal }) =>
      (await request<Members>(`${workspacePath(appId)}/people`, { signal })).people,
  })

/** The open invitations of a workspace. */
export const invitationsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["invitations", appId],
    queryFn: async ({ signal }) =>
      (await request<OpenInvitations>(`${workspacePath(appId)}/invitations`, { signal })).invitations,
  })

export const changeRole = (appId: string, id: string, role: GivenRole) =>
  request<Member>(personPath(appId, id), { method: "PATCH", body: { role } })

export const removePerson = (appId: string, id: string) =>
  request<null>(personPath(appId, id), { method: "DELETE" })

export const endLoginsOf = (appId: string, id: string) =>
  request<EndedLogins>(`${personPath(appId, id)}/end-logins`, { method: "POST" })

export const leaveWorkspace = (appId: string) =>
  request<null>(`${workspacePath(appId)}/leave`, { method: "POST" })

export const handOver = (appId: string, body: HandOver) =>
  request<null>(`${workspacePath(appId)}/hand-over`, { method: "POST", body })

export const invite = (appId: string, body: NewInvitation) =>
  request<SentInvitation>(`${workspacePath(appId)}/invitations`, { method: "POST", body })

export const resendInvitation = (appId: string, id: string) =>
  request<SentInvitation>(`${workspacePath(appId)}/invitations/${id}/resend`, { method: "POST" })

export const revokeInvitation = (appId: string, id: string) =>
  request<null>(`${workspacePath(appId)}/invitations/${id}`, { method: "DELETE" })
