import type { Acceptance, Me, SeenInvitation } from "@holdfast/protocol/dashboard"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { acceptInvitation, invitationQuery } from "../api/invitation.ts"
import { visitorQuery } from "../api/login.ts"
import { weakPasswordWords } from "../api/problem.ts"
import { Moment } from "../parts/moment.tsx"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { readableText } from "../parts/readable-text.ts"
import { roleLines } from "../parts/role-lines.ts"
import { roleName } from "../parts/role-words.ts"
import { shorten } from "../parts/shorten.ts"
import { Door } from "../sign-in/door.tsx"
import classes from "./invitation.module.css"
import { WayIn } from "./way-in.tsx"

interface InvitationViewProps {
  token: string
  invitation: SeenInvitation
  /** Who is signed in. */
  person: Me["user"] | null
}

/** An invitation that holds: to what, as what, from whom, and the way in for whoever looks at it. */
export function InvitationView({ token, invitation, person }: InvitationViewProps) {
  const { workspaceName, role, email, expiresAt } = invitation
  const queries = useQueryClient()
  const accepting = useMutation({
    mutationFn: (chosen: Omit<Acceptance, "token">) => acceptInvitation({ token, ...chosen }),
    // a fresh page, which asks anew who is signed in
    onSuccess: ({ appId }) => location.assign(`/?workspace=${encodeURIComponent(appId)}`),
    // it may have ended meanwhile, or somebody else may have signed in: then the page says so
    onError: () => {
      void queries.invalidateQueries(invitationQuery(token))
      void queries.invalidateQueries(visitorQuery)
    },
  })
  const weakness = weakPasswordWords(accepting.error)
  const words = accepting.error && weakness === null && problemWords(accepting.error, "accept the invitation")
  const inviter = shorten(readableText(invitation.invitedBy) ?? "Somebody", 80)
  return (
    <Door title={`Join ${shorten(readableText(workspaceName) ?? "the workspace", 80)}`}>
      <div className={classes.words}>
        <p>
          <bdi>{inviter}</bdi> invites <bdi>{email}</bdi> as {role === "admin" ? "an" : "a"}{" "}
          <strong>{roleName(role)}</strong>.
        </p>
        <p className={classes.quiet}>{roleLines[role]}</p>
        <p className={classes.quiet}>
          The invitation expires <Moment at={expiresAt} />.
        </p>
      </div>
      <div className={classes.actions}>
        {words && (
          <Notice tone="fault" role="alert" title={words.title} id={words.id}>
            {words.advice}
          </Notice>
        )}
        <WayIn
          token={token}
          invitation={invitation}
          person={person}
          weakness={weakness}
          isPending={accepting.isPending || accepting.isSuccess}
          onAccept={accepting.mutate}
        />
      </div>
    </Door>
  )
}
