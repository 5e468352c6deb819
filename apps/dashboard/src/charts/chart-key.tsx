import { useId } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import classes from "./chart-key.module.css"
import { Hatches, hatchFill } from "./hatches.tsx"
import { type Shade, shadeColor } from "./shade.ts"

export interface KeyLine {
  label: string
  shade: Shade
  /** An area with the lines of its shade, a pale one, or a line. */
  as: "area" | "pale" | "line" | "dashed"
}

/** How much of its colour a pale area has. */
export const palePart = 0.3

/** What is what in a drawing that has no room to say it where it is. */
export function ChartKey({ lines }: { lines: readonly KeyLine[] }) {
  const id = useId()
  return (
    <ul className={classes.key} aria-hidden>
      {lines.map(({ label, shade, as }, place) => (
        <li key={label}>
          <svg aria-hidden width={16} height={12} className={classes.swatch}>
            {place === 0 && <Hatches id={id} shades={lines.map((each) => each.shade)} />}
            {as === "area" || as === "pale" ? (
              <rect
                width={16}
                height={12}
                rx={2}
                fill={hatchFill(id, shade)}
                fillOpacity={as === "pale" ? palePart : 1}
              />
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
