import { Skeleton, VisuallyHidden } from "@mantine/core"
import { useId } from "react"
import row from "./stream-row.module.css"

/** Widths of the who and the how, so that ten rows do not look stamped. */
const widths = [
  [168, 232],
  [136, 208],
  [192, 248],
  [152, 216],
  [176, 200],
] as const

/** Rows to come, in the shape they will have. */
export function StreamSkeleton({ rows }: { rows: number }) {
  const id = useId()
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading sessions</VisuallyHidden>
      <div aria-hidden className={row.list}>
        {Array.from({ length: rows }, (_, index) => {
          const [who, how] = widths[index % widths.length] ?? widths[0]
          return (
            <div key={`${id}-${String(index)}`} className={row.item}>
              <div className={row.row}>
                <Skeleton className={row.play ?? ""} circle height={20} width={20} mt={2} />
                <div className={row.main}>
                  <div className={row.blankLine}>
                    <Skeleton height={10} width={who} />
                  </div>
                  <div className={row.blankLine}>
                    <Skeleton height={10} width={how} />
                  </div>
                </div>
                <div className={row.aside}>
                  <div className={row.blankLine}>
                    <Skeleton height={10} width={112} />
                  </div>
                  <div className={row.blankLine}>
                    <Skeleton height={10} width={96} />
                  </div>
                </div>
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}
