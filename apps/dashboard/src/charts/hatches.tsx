import { type Shade, shadeColor } from "./shade.ts"

/** Lines over a colour, so that neighbours are told apart by who sees no difference of the colours. */
const drawings: Partial<Record<Shade, string>> = {
  abandoned: "M-2 2L2-2M-2 10L10-2M6 10L10 6",
  neutral: "M-2 2L2-2M-2 10L10-2M6 10L10 6",
  "save-2": "M0 2.5h8",
  "save-3": "M2 2h.01M6 6h.01",
  "save-4": "M-2 6L2 10M-2-2L10 10M6-2L10 2",
  "save-5": "M2.5 0v8",
  "save-6": "M0 2.5h8M2.5 0v8",
}

/** The fill of what has this shade. */
export const hatchFill = (id: string, shade: Shade): string => `url(#${id}-${shade})`

/**
 * The fills of a chart: each in its colour, each with lines of its own.
 * @param id of the chart, unlike every other's of the page
 */
export function Hatches({ id, shades }: { id: string; shades: readonly Shade[] }) {
  return (
    <defs>
      {[...new Set(shades)].map((shade) => (
        <pattern key={shade} id={`${id}-${shade}`} width={8} height={8} patternUnits="userSpaceOnUse">
          <rect width={8} height={8} style={{ fill: shadeColor(shade) }} />
          {drawings[shade] && (
            <path
              d={drawings[shade]}
              strokeWidth={shade === "save-3" ? 2.5 : 1}
              strokeLinecap="round"
              style={{ stroke: "var(--mantine-color-body)", fill: "none", opacity: 0.45 }}
            />
          )}
        </pattern>
      ))}
    </defs>
  )
}
