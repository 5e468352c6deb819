import { VisuallyHidden } from "@mantine/core"
import classes from "./page-skeleton.module.css"

const lines = [280, 420, 360, 480, 300, 440, 380, 320]

/** What comes below the title of a page: two columns of lines. */
export function PageSkeleton({ what }: { what: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden className={classes.page}>
        <div className={classes.columns}>
          {["main", "aside"].map((column) => (
            <div key={column} className={classes.column}>
              {lines.map((width) => (
                <div key={width} className={classes.line} style={{ width }} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
