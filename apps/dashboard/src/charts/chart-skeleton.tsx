import { VisuallyHidden } from "@mantine/core"
import { type CSSProperties, Fragment } from "react"
import classes from "./chart-skeleton.module.css"

/** What is to come: a line over time, piles over time, bars below one another, two of them, a table, or streams. */
export type ChartShape = "line" | "stack" | "bars" | "arms" | "table" | "flow"

const tall = [46, 62, 38, 70, 58, 80, 52, 66, 74, 48, 60, 42]
const long = [92, 71, 58, 40, 27, 15]
const line = "M0 60L8 52L16 57L24 44L32 50L40 38L48 46L56 40L64 30L72 36L80 26L88 31L100 20"
const streams = "M0 15C50 15 50 30 100 30M0 45C50 45 50 75 100 75M0 75C50 75 50 30 100 30"

/** A chart to come, in its shape and its height. */
export function ChartSkeleton({ shape, what }: { shape: ChartShape; what: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      <div aria-hidden className={classes.skeleton} data-shape={shape}>
        <Pieces shape={shape} />
      </div>
    </div>
  )
}

function Pieces({ shape }: { shape: ChartShape }) {
  switch (shape) {
    case "line":
    case "flow":
      return (
        <svg className={classes.path} viewBox="0 0 100 90" preserveAspectRatio="none" aria-hidden>
          <path d={shape === "line" ? line : streams} />
        </svg>
      )
    case "stack":
      return tall.map((share) => <Piece key={share} share={share} />)
    case "bars":
    case "arms":
      return long.slice(0, shape === "arms" ? 2 : long.length).map((share) => (
        <Fragment key={share}>
          <Piece share={Math.max(24, share / 2)} />
          <Piece share={share} />
        </Fragment>
      ))
    case "table":
      return long.map((key) => <Piece key={key} share={100} />)
  }
}

const Piece = ({ share }: { share: number }) => (
  <div className={classes.piece} style={{ "--share": `${share}%` } as CSSProperties} />
)
