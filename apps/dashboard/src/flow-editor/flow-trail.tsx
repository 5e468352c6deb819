import { IconArrowLeft } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import classes from "../shell/page-trail.module.css"

/** The way back to all flows, or from its history to a flow. */
export function FlowTrail({ flow }: { flow?: { id: string; name: string } | undefined }) {
  const link = { search: keepWorkspace, className: classes.link ?? "" }
  const arrow = <IconArrowLeft size={14} stroke={1.75} aria-hidden />
  return (
    <nav aria-label="Way back" className={classes.trail}>
      {flow ? (
        <Link to="/flows/$flowId" params={{ flowId: flow.id }} {...link}>
          {arrow}
          {flow.name}
        </Link>
      ) : (
        <Link to="/flows" {...link}>
          {arrow}
          Flows
        </Link>
      )}
    </nav>
  )
}
