import { useQuery } from "@tanstack/react-query"
import { securityQuery } from "../api/security.ts"
import { ForRoles } from "../parts/for-roles.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { RequireTwoFactor } from "./require-two-factor.tsx"
import classes from "./security.module.css"

/** How people must sign in to this workspace: the owner's to change, the admins' to see. */
export function SecurityPage() {
  return (
    <ForRoles action="people:manage" title="Security">
      <Security />
    </ForRoles>
  )
}

function Security() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(securityQuery(workspace.appId))
  return (
    <>
      <PageHeader title="Security" />
      {error && (
        <PageFault
          error={error}
          what="load what this workspace requires"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="what this workspace requires" />}
      {data && (
        <div className={classes.sections}>
          <PageSection title="Two-factor authentication">
            <RequireTwoFactor security={data} />
          </PageSection>
        </div>
      )}
    </>
  )
}
