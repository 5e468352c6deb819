import type { Me } from "@holdfast/protocol/dashboard"
import { Link, useLocation } from "@tanstack/react-router"
import { PlainPage } from "../not-found/plain-page.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { SignOutButton } from "../parts/sign-out-button.tsx"

/** For an address of a workspace that the reader is not in: what it asks for, and the ways on. */
export function OtherWorkspace({ me, wanted }: { me: Me; wanted: string }) {
  const { href } = useLocation()
  return (
    <PlainPage title="This link leads to a workspace you are not in">
      <p>
        It belongs to the workspace <code>{shorten(readableText(wanted) ?? "without a name", 40)}</code>, and
        you are signed in as <bdi>{me.user.email}</bdi>. Ask whoever sent it for an invitation, or sign in as
        somebody who is in that workspace.
      </p>
      <ul>
        {me.workspaces.map(({ appId, name }) => (
          <li key={appId}>
            <Link to="/" search={{ workspace: appId }}>
              Go to <bdi>{shorten(readableText(name) ?? appId, 80)}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      <SignOutButton to={`/sign-in?${new URLSearchParams({ to: href })}`} />
    </PlainPage>
  )
}
