import { IconArrowLeft } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import classes from "../shell/page-trail.module.css"

interface FlowTrailProps {
  flow?: { id: string; name: string } | undefined
  test?: { id: string; name: string } | null | undefined
}

/** The way back to all flows, from its history to a flow, or from a variant to its A/B test. */
export function FlowTrail({ flow, test }: FlowTrailProps) {
  const link = { search: keepWorkspace, className: classes.link ?? "" }
  const arrow = <IconArrowLeft size={14} stroke={1.75} aria-hidden />
  return (
    <nav aria-label="Way back" className={classes.trail}>
      {test ? (
        <Link to="/flows/ab-tests/$testId" params={{ testId: test.id }} {...link}>
          {arrow}
          <bdi>{shorten(readableText(test.name) ?? "A/B test", 80)}</bdi>
        </Link>
      ) : flow ? (
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
