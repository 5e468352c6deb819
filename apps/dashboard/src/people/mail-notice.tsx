import { Link } from "@tanstack/react-router"
import { Notice } from "../parts/notice.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import classes from "./people-view.module.css"

/** Why an invitation does not arrive by itself. */
export function MailNotice() {
  return (
    <Notice tone="caution" title="Mail is not configured.">
      Invitations lie in{" "}
      <Link to="/outbox" search={keepWorkspace} className={classes.link ?? ""}>
        the outbox
      </Link>
      , and nobody is sent one. Copy the link of a fresh invitation and hand it over yourself, or ask whoever
      runs Holdfast to set SMTP_URL.
    </Notice>
  )
}
