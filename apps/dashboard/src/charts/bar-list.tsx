import { useCallback, useMemo } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { shorten } from "../parts/shorten.ts"
import classes from "./bar-list.module.css"
import { type ChartColumn, type ChartData, type ChartRow, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey, type KeyLine, palePart } from "./chart-key.tsx"
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
  /** What the bar is to reach, in the same measure, and how a word says it. */
  goal?: { value: number; says: string } | null
}

export interface BarListProps<Row extends BarRow> {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<Row>
  /** Which columns of the data stand beside the bar, by their heads. The others are told at the cursor. */
  beside: readonly string[]
  /** What a bar and the part of it are called, such as `Shown` and `Accepted`, where there are parts. */
  names?: { whole: string; part: string }
  /** How much a bar over the whole width is, such as 1 for shares; left out, as much as the longest. */
  full?: number
}

/** One bar a line, with its name above it and its figures beside it. Each line leads to its sessions. */
export function BarList<Row extends BarRow>({ label, data, beside, names, full }: BarListProps<Row>) {
  const groups = useMemo(() => [data.rows.map((row) => stopOf(data, row))], [data])
  const draw = useCallback(() => {
    const shown = beside.flatMap((head) => data.columns.filter((column) => column.head === head))
    const columns = shown.map((column) => ({ ...column, widthCh: widthOf(column, data.rows) }))
    const most = full ?? longest(data.rows)
    return (
      <>
        {names && <ChartKey lines={keyLines(names)} />}
        <p className={classes.heads} aria-hidden>
          {columns.map(({ head, widthCh }) => (
            <span key={head} style={{ minWidth: `${widthCh}ch` }}>
              <small>{head}</small>
            </span>
          ))}
        </p>
        <ul className={classes.list}>
          {data.rows.map((row) => (
            <li key={row.key}>
              <BarLine row={row} columns={columns} most={most} />
            </li>
          ))}
        </ul>
      </>
    )
  }, [data, beside, names, full])
  return <ChartFrame label={label} groups={groups} draw={data.rows.length > 0 ? draw : null} />
}

/** What the longest bar, whisker or goal reaches; 1 where there is nothing, so that nothing is divided by 0. */
const longest = (rows: readonly BarRow[]): number =>
  Math.max(
    0,
    ...rows
      .flatMap(({ value, high, goal }) => [value ?? 0, high ?? 0, goal?.value ?? 0])
      .filter(Number.isFinite),
  ) || 1

interface ShownColumn<Row extends BarRow> extends ChartColumn<Row> {
  /** So that the figures of all lines stand below one another. */
  widthCh: number
}

const mostCh = 20

const widthOf = <Row extends BarRow>({ head, says }: ChartColumn<Row>, rows: readonly Row[]): number =>
  Math.min(mostCh, Math.max(head.length, ...rows.map((row) => says(row)?.length ?? 1)))

const keyLines = ({ whole, part }: { whole: string; part: string }): KeyLine[] => [
  { label: part, shade: "accent", as: "area" },
  { label: whole, shade: "accent", as: "pale" },
]

interface BarLineProps<Row extends BarRow> {
  row: Row
  columns: readonly ShownColumn<Row>[]
  most: number
}

function BarLine<Row extends BarRow>({ row, columns, most }: BarLineProps<Row>) {
  const content = (
    <>
      <span className={classes.name}>
        <InlineText text={shorten(row.label, 120)} otherwise="without words" />
      </span>
      <span className={classes.figures}>
        {columns.map(({ head, says, widthCh }) => (
          <bdi key={head} className="hf-figures" data-few={row.isFew} style={{ minWidth: `${widthCh}ch` }}>
            {says(row) ?? "–"}
          </bdi>
        ))}
      </span>
      <Bar row={row} most={most} />
      {row.goal && <GoalWord {...row.goal} most={most} />}
    </>
  )
  return (
    <ListedStop stop={row.key} href={row.href} className={classes.line}>
      {content}
    </ListedStop>
  )
}

/** How far to the right a value lies, as CSS says it. */
const acrossOf = (value: number, most: number) => `${Math.min(100, Math.max(0, (value / most) * 100))}%`

/** Under the line of the goal, at the side of it where there is room. */
function GoalWord({ value, says, most }: { value: number; says: string; most: number }) {
  const isRight = value > most / 2
  const across = acrossOf(value, most)
  return (
    <span
      className={classes.goalWord}
      style={isRight ? { width: across, textAlign: "end" } : { marginInlineStart: across }}
    >
      {says}
    </span>
  )
}

function Bar({ row, most }: { row: BarRow; most: number }) {
  const across = (value: number) => acrossOf(value, most)
  const color = row.isFew ? "var(--hf-faint)" : shadeColor(row.shade)
  const { value, low, high, part, goal } = row
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
            style={{ fill: color, fillOpacity: row.isFew || part !== undefined ? palePart : 1 }}
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
      {goal && (
        <line className={classes.goal} x1={across(goal.value)} x2={across(goal.value)} y1={0} y2={14} />
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
