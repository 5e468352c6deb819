import { modes } from "@holdfast/protocol"
import { useQuery } from "@tanstack/react-query"
import { billingQuery } from "../api/billing.ts"
import { FactList } from "../parts/fact-list.tsx"
import { ForRoles } from "../parts/for-roles.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./billing.module.css"
import { ConnectionSection } from "./connection-section.tsx"

/** Which Stripe account carries out what customers ask for, in each mode. */
export function BillingPage() {
  return (
    <ForRoles action="billing:read" title="Billing">
      <BillingView />
    </ForRoles>
  )
}

function BillingView() {
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(billingQuery(appId))
  return (
    <>
      <PageHeader title="Billing" />
      {error && (
        <PageFault
          error={error}
          what="load what is connected"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="what is connected" />}
      {data && (
        <div className={classes.sections}>
          <p className={classes.words}>
            What customers ask for in the flow is carried out in the Stripe account that is connected here.
            Live, test and sandbox each have a connection of their own.
          </p>
          {modes.map((mode) => (
            <ConnectionSection
              key={mode}
              mode={mode}
              connection={data.connections.find((each) => each.mode === mode) ?? null}
            />
          ))}
          <PageSection title="Stripe's events">
            <p className={classes.words}>
              In Stripe, under Developers, Webhooks, add an endpoint with this address, and enter its signing
              secret above. Holdfast then knows of invoices paid and of customers who leave elsewhere.
            </p>
            <FactList facts={[{ label: "Address", text: data.eventsAddress, isId: true }]} />
          </PageSection>
        </div>
      )}
    </>
  )
}
