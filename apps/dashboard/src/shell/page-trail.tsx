import { IconArrowLeft } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { keepWorkspace } from "./keep-workspace.ts"
import classes from "./page-trail.module.css"

/** The way back to the Activity Stream. */
export function PageTrail() {
  return (
    <nav aria-label="Way back" className={classes.trail}>
      <Link to="/" search={keepWorkspace} className={classes.link ?? ""}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        Activity Stream
      </Link>
    </nav>
  )
}
