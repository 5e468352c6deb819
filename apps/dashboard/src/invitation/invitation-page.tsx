import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { invitationQuery } from "../api/invitation.ts"
import { meQuery } from "../api/login.ts"
import { Problem } from "../api/problem.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { EntryPage } from "../sign-in/entry-page.tsx"
import { EndedInvitation } from "./ended-invitation.tsx"
import { InvitationSkeleton } from "./invitation-skeleton.tsx"
import { InvitationView } from "./invitation-view.tsx"

const route = getRouteApi("/invitation")

/** Where the link of an invitation leads: what it is to, and the way in, or why there is none. */
export function InvitationPage() {
  const { token = "" } = route.useSearch()
  const invitation = useQuery(invitationQuery(token))
  const me = useQuery(meQuery)
  const isSignedOut = me.error instanceof Problem && me.error.kind === "signed-out"
  const problem = invitation.error ?? (isSignedOut ? null : me.error)
  if (invitation.error instanceof Problem && invitation.error.kind === "refused") {
    return <EndedInvitation reason={invitation.error} />
  }
  if (problem) {
    return (
      <EntryPage title="Invitation">
        <PageFault
          error={problem}
          what="read the invitation"
          isStale={false}
          isTrying={invitation.isFetching || me.isFetching}
          onTryAgain={() => {
            void invitation.refetch()
            void me.refetch()
          }}
        />
      </EntryPage>
    )
  }
  const isKnown = isSignedOut || me.data !== undefined
  if (!invitation.data || !isKnown) {
    return (
      <EntryPage title="Invitation">
        <InvitationSkeleton />
      </EntryPage>
    )
  }
  const person = isSignedOut ? null : (me.data?.user ?? null)
  return <InvitationView token={token} invitation={invitation.data} person={person} />
}
