import { VisuallyHidden } from "@mantine/core"
import classes from "./list-skeleton.module.css"

const widths = [280, 360, 240, 320, 400, 260, 340, 300]

/** A list to come: a line and a shorter one below it, row after row. */
export function ListSkeleton({ what }: { what: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden>
        {widths.map((width) => (
          <div key={width} className={classes.row}>
            <div className={classes.line} style={{ width }} />
            <div className={classes.line} style={{ width: width * 0.6 }} />
          </div>
        ))}
      </div>
    </div>
  )
}
