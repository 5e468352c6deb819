import { useCallback, useMemo } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { shorten } from "../parts/shorten.ts"
import classes from "./bar-list.module.css"
import { type ChartColumn, type ChartData, type ChartRow, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ListedStop } from "./drawing.tsx"
import { type Shade, shadeColor } from "./shade.ts"

export interface BarRow extends ChartRow {
  /** How long the bar is, from 0 on; null where nothing can be said. */
  value: number | null
  /** The ends of its interval, in the same measure; null where it has none. */
  low: number | null
  high: number | null
  /** There are too few sessions to trust it: it is drawn hollow and grey. */
  isFew: boolean
  shade: Shade
  /** How much of the bar a second measure fills, such as the accepted of the shown; left out where there is none. */
  part?: number
}

export interface BarListProps {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<BarRow>
  /** Which columns of the data stand beside the bar, by their heads. The others are told at the cursor. */
  beside: readonly string[]
  /** How much a bar over the whole width is, such as 1 for shares; left out, as much as the longest. */
  full?: number
}

/** One bar a line, with its name above it and its figures beside it. Each line leads to its sessions. */
export function BarList({ label, data, beside, full }: BarListProps) {
  const groups = useMemo(() => [data.rows.map((row) => stopOf(data, row))], [data])
  const draw = useCallback(() => {
    const shown = beside.flatMap((head) => data.columns.filter((column) => column.head === head))
    const most = full ?? longest(data.rows)
    return (
      <ul className={classes.list}>
        {data.rows.map((row) => (
          <li key={row.key}>
            <BarLine row={row} columns={shown} most={most} />
          </li>
        ))}
      </ul>
    )
  }, [data, beside, full])
  return <ChartFrame label={label} groups={groups} draw={data.rows.length > 0 ? draw : null} />
}

/** What the longest bar or whisker reaches; 1 where there is nothing, so that nothing is divided by 0. */
const longest = (rows: readonly BarRow[]): number =>
  Math.max(0, ...rows.flatMap(({ value, high }) => [value ?? 0, high ?? 0]).filter(Number.isFinite)) || 1

interface BarLineProps {
  row: BarRow
  columns: readonly ChartColumn<BarRow>[]
  most: number
}

function BarLine({ row, columns, most }: BarLineProps) {
  const content = (
    <>
      <span className={classes.name}>
        <InlineText text={shorten(row.label, 120)} otherwise="without words" />
      </span>
      <span className={classes.figures}>
        {columns.map(({ head, says }) => (
          <bdi key={head} className="hf-figures" data-few={row.isFew}>
            {says(row) ?? "–"}
          </bdi>
        ))}
      </span>
      <Bar row={row} most={most} />
    </>
  )
  return (
    <ListedStop stop={row.key} href={row.href} className={classes.line}>
      {content}
    </ListedStop>
  )
}

function Bar({ row, most }: { row: BarRow; most: number }) {
  const across = (value: number) => `${Math.min(100, Math.max(0, (value / most) * 100))}%`
  const color = row.isFew ? "var(--hf-faint)" : shadeColor(row.shade)
  const { value, low, high, part } = row
  return (
    <svg className={classes.bar} width="100%" height={14} aria-hidden data-aim>
      <rect className={classes.track} width="100%" height={10} y={2} rx={2} />
      {value !== null && Number.isFinite(value) && (
        <>
          <rect
            width={across(value)}
            height={10}
            y={2}
            rx={2}
            style={{ fill: color, fillOpacity: row.isFew || part !== undefined ? 0.3 : 1 }}
          />
          {part !== undefined && (
            <rect width={across(part)} height={10} y={2} rx={2} style={{ fill: color }} />
          )}
        </>
      )}
      {low !== null && high !== null && (
        <>
          <Whisker className={classes.halo} low={across(low)} high={across(high)} />
          <Whisker className={classes.whisker} low={across(low)} high={across(high)} />
        </>
      )}
    </svg>
  )
}

function Whisker({ low, high, className }: { low: string; high: string; className: string | undefined }) {
  return (
    <g className={className}>
      <line x1={low} x2={high} y1={7} y2={7} />
      <line x1={low} x2={low} y1={4} y2={10} />
      <line x1={high} x2={high} y1={4} y2={10} />
    </g>
  )
}
