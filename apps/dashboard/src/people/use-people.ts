import type { GivenRole, HandOver, Member, NewInvitation, OpenInvitation } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { meQuery } from "../api/login.ts"
import {
  changeRole,
  endLoginsOf,
  handOver,
  invitationsQuery,
  invite,
  peopleQuery,
  removePerson,
  resendInvitation,
  revokeInvitation,
} from "../api/people.ts"
import { usePlace } from "../shell/workspace.ts"

/** Reports what an action came to: `what` finishes "could not …". */
export type Run = (what: string, done: string, action: Promise<unknown>) => Promise<void>

/** Who belongs to the workspace and who is invited, and what can be done; each action rejects with a `Problem`. */
export function usePeople() {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const people = useQuery(peopleQuery(appId))
  const invitations = useQuery(invitationsQuery(appId))

  /** What is known at once, and what else may have changed by it. */
  const setPeople = (change: (known: Member[]) => Member[]) => {
    client.setQueryData(peopleQuery(appId).queryKey, (known: Member[] | undefined) => known && change(known))
    void client.invalidateQueries(peopleQuery(appId))
    void client.invalidateQueries(invitationsQuery(appId))
  }
  const setInvitations = (change: (known: OpenInvitation[]) => OpenInvitation[]) => {
    client.setQueryData(
      invitationsQuery(appId).queryKey,
      (known: OpenInvitation[] | undefined) => known && change(known),
    )
    void client.invalidateQueries(invitationsQuery(appId))
  }
  return {
    people,
    invitations,
    async changeRole({ id }: Member, role: GivenRole) {
      const changed = await changeRole(appId, id, role)
      setPeople((known) => known.map((each) => (each.id === id ? changed : each)))
    },
    async remove({ id }: Member) {
      await removePerson(appId, id)
      setPeople((known) => known.filter((each) => each.id !== id))
    },
    async signOut({ id }: Member) {
      await endLoginsOf(appId, id)
    },
    /** Who hands over sees the page as an admin afterwards. */
    async handOver(body: HandOver) {
      await handOver(appId, body)
      await Promise.all([client.invalidateQueries(meQuery), client.invalidateQueries(peopleQuery(appId))])
    },
    async invite(body: NewInvitation) {
      const sent = await invite(appId, body)
      setInvitations((known) => [
        ...known.filter(({ email }) => email !== sent.invitation.email),
        sent.invitation,
      ])
      return sent
    },
    async resend({ id }: OpenInvitation) {
      const sent = await resendInvitation(appId, id)
      setInvitations((known) => known.map((each) => (each.id === id ? sent.invitation : each)))
      return sent
    },
    async revoke({ id }: OpenInvitation) {
      await revokeInvitation(appId, id)
      setInvitations((known) => known.filter((each) => each.id !== id))
    },
  }
}

export type PeopleState = ReturnType<typeof usePeople>
