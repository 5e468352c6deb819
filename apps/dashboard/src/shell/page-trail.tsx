import type { Mode } from "@holdfast/protocol"
import { IconArrowLeft } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { keepWorkspaceIn } from "./keep-workspace.ts"
import { lastView } from "./last-view.ts"
import classes from "./page-trail.module.css"
import { usePlace } from "./workspace.ts"

/** The way back to the view of the Activity Stream that one came from; without one, to `mode`, that of the page. */
export function PageTrail({ mode = "live" }: { mode?: Mode | undefined }) {
  const { workspace } = usePlace()
  return (
    <nav aria-label="Way back" className={classes.trail}>
      <Link to="/" search={lastView(workspace.appId) ?? keepWorkspaceIn(mode)} className={classes.link ?? ""}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        Activity Stream
      </Link>
    </nav>
  )
}
