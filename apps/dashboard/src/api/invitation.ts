import type { Acceptance, Accepted, SeenInvitation } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"

/** What an invitation's link leads to; a `refused` problem whose code says why it leads to nothing. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      request<SeenInvitation>("/api/invitations/look", { method: "POST", body: { token }, signal }),
  })

/** Sets the login cookie of a new person. */
export const acceptInvitation = (body: Acceptance) =>
  request<Accepted>("/api/invitations/accept", { method: "POST", body })
