import { VisuallyHidden } from "@mantine/core"
import classes from "./filter-group.module.css"

const widths = [
  [72, 96, 56],
  [64, 80],
  [104, 120, 88],
]

/** Values to come, in the shape they will have. */
export function FilterSkeleton() {
  return (
    <>
      <VisuallyHidden role="status">Loading filters</VisuallyHidden>
      {widths.map((group) => (
        <div key={group.join()} aria-hidden>
          <div className={classes.title}>
            <div className={classes.blank} style={{ width: 112 }} />
          </div>
          {group.map((width) => (
            <div key={width} className={classes.option}>
              <span className={classes.box} />
              <div className={classes.blank} style={{ width }} />
              <span />
              <div className={classes.blank} style={{ width: 24 }} />
            </div>
          ))}
        </div>
      ))}
    </>
  )
}
