import type { Acceptance, Me, SeenInvitation } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { Notice } from "../parts/notice.tsx"
import { SignOutButton } from "../parts/sign-out-button.tsx"
import { NewcomerForm } from "./newcomer-form.tsx"

interface WayInProps {
  token: string
  invitation: SeenInvitation
  person: Me["user"] | null
  isPending: boolean
  /** What keeps the password that was sent from being one. */
  weakness: string | null
  onAccept: (chosen: Omit<Acceptance, "token">) => void
}

/** What whoever looks at an invitation has to do to accept it. */
export function WayIn({ token, invitation, person, isPending, weakness, onAccept }: WayInProps) {
  const { email, hasAccount } = invitation
  const hash = `token=${token}`
  if (person && person.email !== email) {
    return (
      <>
        <Notice tone="caution" title={`You are signed in as ${person.email}.`}>
          This invitation is for {email}. Sign out to accept it as them, or open the link in another browser.
        </Notice>
        <SignOutButton to={`/invitation#${hash}`} />
      </>
    )
  }
  if (person) {
    return (
      <Button size="md" fullWidth loading={isPending} onClick={() => onAccept({})}>
        Accept the invitation
      </Button>
    )
  }
  if (hasAccount) {
    return (
      <>
        <p>This address has an account. Sign in as {email}, then you come back here to accept.</p>
        <Button
          size="md"
          fullWidth
          renderRoot={(props) => <Link {...props} to="/sign-in" search={{ to: "/invitation" }} hash={hash} />}
        >
          Sign in to accept
        </Button>
      </>
    )
  }
  return <NewcomerForm email={email} isPending={isPending} weakness={weakness} onAccept={onAccept} />
}
