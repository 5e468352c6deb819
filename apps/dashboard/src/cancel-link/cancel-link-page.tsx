import { useQuery } from "@tanstack/react-query"
import { cancelLinkQuery } from "../api/cancel-link.ts"
import { FactList } from "../parts/fact-list.tsx"
import { ForRoles } from "../parts/for-roles.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./cancel-link.module.css"
import { ReturnAddresses } from "./return-addresses.tsx"

/** The page of Holdfast's own with the flow in it, for mails and help desks, and where it leads back to. */
export function CancelLinkPage() {
  return (
    <ForRoles action="cancel-link:manage" title="Cancel link">
      <CancelLinkView />
    </ForRoles>
  )
}

function CancelLinkView() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(cancelLinkQuery(workspace.appId))
  return (
    <>
      <PageHeader title="Cancel link" />
      {error && (
        <PageFault
          error={error}
          what="load the cancel link"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="the cancel link" />}
      {data && (
        <div className={classes.sections}>
          <PageSection title="The link">
            <p className={classes.words}>
              For mails and help desks: a page with the flow in it. Your server adds a flow token of the
              customer to its address.
            </p>
            <FactList facts={[{ label: "Page", text: `${data.address}?token=`, isId: true }]} />
          </PageSection>
          <PageSection title="Return addresses">
            <ReturnAddresses addresses={data.returnAddresses} />
          </PageSection>
        </div>
      )}
    </>
  )
}
