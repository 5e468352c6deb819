import { VisuallyHidden } from "@mantine/core"
import type { CSSProperties } from "react"
import classes from "./chart-skeleton.module.css"

/** What is to come. */
export type ChartShape = "line" | "stack" | "bars" | "table" | "flow"

const widths: Record<ChartShape, readonly number[]> = {
  line: [0],
  stack: [46, 62, 38, 70, 58, 80, 52, 66, 74, 48, 60, 42],
  bars: [92, 71, 58, 40, 27, 15],
  table: [100, 100, 100, 100, 100, 100],
  flow: [0],
}

/** A chart to come, in its shape and its height. */
export function ChartSkeleton({ shape, what }: { shape: ChartShape; what: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden className={classes.skeleton} data-shape={shape}>
        {widths[shape].map((share, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change
          <div key={place} className={classes.piece} style={{ "--share": `${share}%` } as CSSProperties} />
        ))}
      </div>
    </div>
  )
}
