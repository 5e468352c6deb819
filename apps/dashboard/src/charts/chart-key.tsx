import { useId } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import classes from "./chart-key.module.css"
import { Hatches, hatchFill } from "./hatches.tsx"
import { type Shade, shadeColor } from "./shade.ts"

export interface KeyLine {
  label: string
  shade: Shade
  /** An area with the lines of its shade, or a line. */
  as: "area" | "line" | "dashed"
}

/** What is what in a drawing that has no room to say it where it is. */
export function ChartKey({ lines }: { lines: readonly KeyLine[] }) {
  const id = useId()
  return (
    <ul className={classes.key} aria-hidden>
      {lines.map(({ label, shade, as }, place) => (
        <li key={label}>
          <svg aria-hidden width={16} height={12} className={classes.swatch}>
            {place === 0 && <Hatches id={id} shades={lines.map((each) => each.shade)} />}
            {as === "area" ? (
              <rect width={16} height={12} rx={2} fill={hatchFill(id, shade)} />
            ) : (
              <line
                x2={16}
                y1={6}
                y2={6}
                strokeWidth={2}
                strokeDasharray={as === "dashed" ? "4 3" : undefined}
                style={{ stroke: shadeColor(shade) }}
              />
            )}
          </svg>
          <InlineText text={label} otherwise="without words" />
        </li>
      ))}
    </ul>
  )
}
