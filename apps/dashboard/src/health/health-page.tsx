import { ForRoles } from "../parts/for-roles.tsx"
import { HealthView } from "./health-view.tsx"

/** What clients sent that was refused or could not be read, and what the billing did not say; for those who embed the flow. */
export function HealthPage() {
  return (
    <ForRoles action="health:read" title="Health">
      <HealthView />
    </ForRoles>
  )
}
