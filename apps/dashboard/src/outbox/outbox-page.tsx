import { ForRoles } from "../parts/for-roles.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { Outbox } from "./outbox.tsx"

/** What Holdfast sends by mail for this workspace, and what became of it; for owners and admins. */
export function OutboxPage() {
  return (
    <ForRoles action="mail:read" title="Mail">
      <PageHeader title="Mail" />
      <Outbox />
    </ForRoles>
  )
}
