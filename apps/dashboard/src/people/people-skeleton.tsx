import { VisuallyHidden } from "@mantine/core"
import { withKeys } from "../parts/with-keys.ts"
import classes from "./people-list.module.css"

/** Widths of a name and of what stands below it, so that the rows do not look stamped. */
const widths = [
  { name: 136, note: 232 },
  { name: 104, note: 200 },
  { name: 152, note: 248 },
  { name: 120, note: 216 },
]

/** Rows to come, at most four. */
export function PeopleSkeleton({ what, rows }: { what: string; rows: number }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden className={classes.list}>
        {withKeys(widths.slice(0, rows)).map(({ item, key }) => (
          <div key={key} className={classes.row}>
            <div className={classes.who}>
              <div className={classes.blank} style={{ width: item.name }} />
              <div className={classes.blank} style={{ width: item.note }} />
            </div>
            <div className={classes.blank} style={{ width: 96 }} />
          </div>
        ))}
      </div>
    </div>
  )
}
