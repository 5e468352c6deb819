import { VisuallyHidden } from "@mantine/core"
import classes from "./row/stream-row.module.css"

/** Widths of who and how, in pixels, so that the rows do not look stamped. */
const widths = [
  { who: 168, how: 232 },
  { who: 136, how: 208 },
  { who: 192, how: 248 },
  { who: 152, how: 216 },
  { who: 176, how: 200 },
]

/** Rows to come, in the shape they will have; at most ten. */
export function StreamSkeleton({ rows }: { rows: number }) {
  const places = [...widths, ...widths].slice(0, rows).map((width, place) => ({ ...width, place }))
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading sessions</VisuallyHidden>
      <div aria-hidden className={classes.list}>
        {places.map(({ place, who, how }) => (
          <div key={place} className={classes.item}>
            <div className={classes.row}>
              <div className={classes.blankPlay} />
              <div className={classes.main}>
                <BlankLine width={who} />
                <BlankLine width={how} />
              </div>
              <div className={classes.aside}>
                <BlankLine width={112} />
                <BlankLine width={96} />
              </div>
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

function BlankLine({ width }: { width: number }) {
  return (
    <div className={classes.blankLine}>
      <div className={classes.blank} style={{ width, maxWidth: "100%" }} />
    </div>
  )
}
