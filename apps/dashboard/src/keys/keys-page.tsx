import { ForRoles } from "../parts/for-roles.tsx"
import { KeysView } from "./keys-view.tsx"

/** What merchants' servers and programs prove themselves with. */
export function KeysPage() {
  return (
    <ForRoles action="flow-key:manage" title="Keys">
      <KeysView />
    </ForRoles>
  )
}
