import { Link } from "@tanstack/react-router"
import { Notice } from "../parts/notice.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import classes from "./people-view.module.css"

/** Why an invitation does not arrive by itself. */
export function MailNotice() {
  return (
    <Notice tone="caution" title="Mail is not configured.">
      Invitations are not mailed. Copy the link and send it yourself, or find it under{" "}
      <Link to="/outbox" search={keepWorkspace} className={classes.link ?? ""}>
        Mail
      </Link>
      .
    </Notice>
  )
}
