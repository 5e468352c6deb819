import { Link } from "@tanstack/react-router"
import type { ComponentProps } from "react"
import quiet from "../../parts/quiet-link.module.css"
import { useTabIndex } from "../../parts/tab-index.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { OutcomeLabel } from "./outcome-label.tsx"

interface OutcomeLinkProps extends ComponentProps<typeof OutcomeLabel> {
  sessionId: string
}

/** How a session ended, leading to all there is to say about it. */
export function OutcomeLink({ sessionId, outcome, label }: OutcomeLinkProps) {
  const tabIndex = useTabIndex()
  return (
    <Link
      to="/sessions/$sessionId"
      params={{ sessionId: sessionId.toWellFormed() }}
      search={keepWorkspace}
      tabIndex={tabIndex}
      className={quiet.link ?? ""}
    >
      <OutcomeLabel outcome={outcome} label={label} />
    </Link>
  )
}
