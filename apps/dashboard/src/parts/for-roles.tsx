import { type Action, can } from "@holdfast/protocol"
import type { ReactNode } from "react"
import { usePlace } from "../shell/workspace.ts"
import { MissingPage } from "./missing-page.tsx"
import { refusalWords } from "./role-words.ts"

interface ForRolesProps {
  action: Action
  /** What the page is, such as "People". */
  title: string
  children: ReactNode
}

/** A page that only some roles may see; the others read who may. Its data is refused to them by the server as well. */
export function ForRoles({ action, title, children }: ForRolesProps) {
  const { role } = usePlace().workspace
  if (can(role, action)) return children
  return (
    <MissingPage title={title}>
      <p>{refusalWords(action, role)}</p>
    </MissingPage>
  )
}
