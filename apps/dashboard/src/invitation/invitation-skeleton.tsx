import { VisuallyHidden } from "@mantine/core"
import classes from "./invitation.module.css"

/** What the card will hold. */
export function InvitationSkeleton() {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading the invitation</VisuallyHidden>
      <div aria-hidden>
        {[280, 240, 304, 200].map((width) => (
          <div key={width} className={classes.blank} style={{ width }} />
        ))}
      </div>
    </div>
  )
}
