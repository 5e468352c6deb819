import { ForRoles } from "../parts/for-roles.tsx"
import { PeopleView } from "./people-view.tsx"

/** Who belongs to the workspace, and who is invited. */
export function PeoplePage() {
  return (
    <ForRoles action="people:manage" title="People">
      <PeopleView />
    </ForRoles>
  )
}
