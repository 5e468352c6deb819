import { VisuallyHidden } from "@mantine/core"
import classes from "./export-dialog.module.css"

/** The shape of the form while the last choice is on its way. */
export function ExportSkeleton() {
  return (
    <div className={classes.form} aria-busy="true">
      <VisuallyHidden role="status">Loading your last choice</VisuallyHidden>
      {[20, 28, 96, 40, 320].map((height) => (
        <div key={height} aria-hidden className={classes.blank} style={{ height }} />
      ))}
    </div>
  )
}
