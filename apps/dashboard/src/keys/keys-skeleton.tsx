import { VisuallyHidden } from "@mantine/core"
import { withKeys } from "../parts/with-keys.ts"
import classes from "./keys-skeleton.module.css"

/** The lines of a section to come, as shares of its width. */
const lines = ["18%", "56%", "100%", "92%"]

/** Sections to come, below where clients connect. */
export function KeysSkeleton({ sections }: { sections: number }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading the keys</VisuallyHidden>
      <div aria-hidden className={classes.page}>
        {withKeys(Array.from({ length: sections + 1 }, () => lines)).map(({ item, key }) => (
          <div key={key} className={classes.section}>
            {item.map((width) => (
              <div key={width} className={classes.line} style={{ width }} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
