import { VisuallyHidden } from "@mantine/core"
import classes from "./recording-skeleton.module.css"

const lines = [200, 260, 180, 240, 220, 160]

/** The picture and the words beside it, on their way. */
export function RecordingSkeleton() {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading the recording</VisuallyHidden>
      <div aria-hidden className={classes.player}>
        <div className={classes.stage} />
        <div className={classes.lines}>
          {lines.map((width) => (
            <div key={width} className={classes.line} style={{ width }} />
          ))}
        </div>
      </div>
    </div>
  )
}
