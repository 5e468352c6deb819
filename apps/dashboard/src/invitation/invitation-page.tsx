import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { invitationQuery } from "../api/invitation.ts"
import { visitorQuery } from "../api/login.ts"
import { Problem } from "../api/problem.ts"
import { useLinkToken } from "../parts/link-token.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { Door } from "../sign-in/door.tsx"
import { EndedInvitation } from "./ended-invitation.tsx"
import { InvitationSkeleton } from "./invitation-skeleton.tsx"
import { InvitationView } from "./invitation-view.tsx"

const route = getRouteApi("/invitation")

/** Where the link of an invitation leads: what it is to, and the way in, or why there is none. */
export function InvitationPage() {
  const token = useLinkToken(route.useSearch().token) ?? ""
  const invitation = useQuery(invitationQuery(token))
  const visitor = useQuery(visitorQuery)
  // what is on the screen stays there, with what was typed, when a later look fails
  const isKnown = invitation.data !== undefined && visitor.data !== undefined
  const problem = isKnown ? null : (invitation.error ?? visitor.error)
  if (invitation.error instanceof Problem && invitation.error.kind === "refused") {
    return <EndedInvitation reason={invitation.error} />
  }
  if (problem) {
    return (
      <Door title="Invitation">
        <PageFault
          error={problem}
          what="read the invitation"
          isStale={false}
          isTrying={invitation.isFetching || visitor.isFetching}
          onTryAgain={() => {
            void invitation.refetch()
            void visitor.refetch()
          }}
        />
      </Door>
    )
  }
  if (!invitation.data || visitor.data === undefined) {
    return (
      <Door title="Invitation">
        <InvitationSkeleton />
      </Door>
    )
  }
  return <InvitationView token={token} invitation={invitation.data} person={visitor.data} />
}
