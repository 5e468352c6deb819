import type { Shade } from "./shade.ts"
import { shadeColor } from "./shade.ts"

/** Lines over the colour, in turn, so that neighbours are told apart by who sees no difference of the colours. */
const drawings = [
  null,
  "M-2 2L2-2M0 8L8 0M6 10L10 6",
  "M2 2h.01M6 6h.01",
  "M-2 6L2 10M0 0L8 8M6-2L10 2",
  "M0 4h8",
  "M4 0v8",
]

/** The fill of the series at this place among its neighbours. */
export const hatchFill = (id: string, place: number): string => `url(#${id}-${place})`

/**
 * The fills of a chart's series: each in its colour, each with lines of its own.
 * @param id of the chart, unlike every other's of the page
 */
export function Hatches({ id, shades }: { id: string; shades: readonly Shade[] }) {
  return (
    <defs>
      {shades.map((shade, place) => {
        const name = `${id}-${place}`
        const lines = drawings[place % drawings.length]
        return (
          <pattern key={name} id={name} width={8} height={8} patternUnits="userSpaceOnUse">
            <rect width={8} height={8} style={{ fill: shadeColor(shade) }} />
            {lines && (
              <path
                d={lines}
                strokeWidth={lines.includes("h.01") ? 2.5 : 1.5}
                strokeLinecap="round"
                style={{ stroke: "var(--mantine-color-body)", fill: "none", opacity: 0.55 }}
              />
            )}
          </pattern>
        )
      })}
    </defs>
  )
}
