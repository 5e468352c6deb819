import type { ClickToCancel } from "@holdfast/protocol"
import { useQuery } from "@tanstack/react-query"
import { clickToCancelQuery } from "../api/click-to-cancel.ts"
import { ForRoles } from "../parts/for-roles.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./click-to-cancel.module.css"
import { RuleSwitch } from "./rule-switch.tsx"

/** Where customers can cancel with a single click: the owner's and the admins' to say. */
export function ClickToCancelPage() {
  return (
    <ForRoles action="compliance:manage" title="Click to cancel">
      <Rules />
    </ForRoles>
  )
}

function Rules() {
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(clickToCancelQuery(workspace.appId))
  return (
    <>
      <PageHeader title="Click to cancel" />
      {error && (
        <PageFault
          error={error}
          what="load where customers can cancel with one click"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <PageSkeleton what="where customers can cancel with one click" />}
      {data && <Switches rules={data} />}
    </>
  )
}

const Switches = ({ rules }: { rules: ClickToCancel }) => (
  <div className={classes.sections}>
    <p className={classes.lead}>
      Where a rule applies, Cancel now is in sight on every step of the flow, and one click on it cancels.
    </p>
    <PageSection title="Rules">
      <div className={classes.rules}>
        <RuleSwitch
          rule="singleClick"
          isOn={rules.singleClick}
          label="Single-Click Compliance"
          where="The European Union, with France and Germany, California and New York."
        />
        <RuleSwitch
          rule="maximal"
          isOn={rules.maximal}
          label="Maximal US Compliance"
          where="All of the United States."
        />
      </div>
    </PageSection>
    <PageSection title="How Holdfast knows where a customer is">
      <ol className={classes.sources}>
        <li>The billing address that your page gives with the customer.</li>
        <li>Else the country that a trusted proxy in front of Holdfast tells.</li>
        <li>Else the browser's time zone, then its language.</li>
      </ol>
      <p className={classes.dimmed}>
        What stays uncertain counts as a place where the rule applies. Every session says what decided, and
        offers the evidence of its cancellation. While both rules are off, nothing is recorded of where
        customers are.
      </p>
    </PageSection>
  </div>
)
