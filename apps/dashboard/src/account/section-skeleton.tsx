import { VisuallyHidden } from "@mantine/core"
import classes from "./section-skeleton.module.css"

/** Some lines, while a section is on its way. */
export function SectionSkeleton({ what }: { what: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden className={classes.lines}>
        {[320, 240, 280].map((width) => (
          <div key={width} className={classes.line} style={{ width }} />
        ))}
      </div>
    </div>
  )
}
