import type { OpenInvitation } from "@holdfast/protocol/dashboard"
import type { UseQueryResult } from "@tanstack/react-query"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { InvitationRow } from "./invitation-row.tsx"
import classes from "./people-list.module.css"
import { PeopleSkeleton } from "./people-skeleton.tsx"
import type { Run } from "./use-people.ts"

interface InvitationListProps {
  invitations: UseQueryResult<OpenInvitation[]>
  onResend: (invitation: OpenInvitation) => Promise<void>
  onRevoke: (invitation: OpenInvitation) => Promise<void>
  run: Run
}

/** Who is invited and has not come yet. */
export function InvitationList({ invitations, onResend, onRevoke, run }: InvitationListProps) {
  const { data, error, isFetching, refetch } = invitations
  return (
    <PageSection title="Open invitations" aside={data && data.length > 0 && `${data.length} open`}>
      {error && (
        <PageFault
          error={error}
          what="load the invitations"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PeopleSkeleton what="invitations" rows={2} />}
      {data?.length === 0 && (
        <p className={classes.empty}>
          Nobody is invited right now. An invitation waits here until it is accepted, for seven days.
        </p>
      )}
      {data && data.length > 0 && (
        <ul className={classes.list}>
          {data.map((invitation) => (
            <InvitationRow
              key={invitation.email}
              invitation={invitation}
              onResend={onResend}
              onRevoke={onRevoke}
              run={run}
            />
          ))}
        </ul>
      )}
    </PageSection>
  )
}
