import { useCallback, useId, useMemo } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { shorten } from "../parts/shorten.ts"
import { type ChartData, type ChartRow, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ChartKey } from "./chart-key.tsx"
import { ListedStop } from "./drawing.tsx"
import { Hatches, hatchFill } from "./hatches.tsx"
import classes from "./split-bars.module.css"

/** What one group of customers did to a change. Both parts are in the measure of the change, below 0 where they lowered it. */
export interface SplitRow extends ChartRow {
  /** By how many of them came. */
  who: number
  /** By how they decided. */
  how: number
}

export interface SplitBarsProps<Row extends SplitRow> {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<Row>
  /** A part as it is said: `+1.2 pt`. */
  says: (part: number) => string
}

/** The shades of the two parts. They say nothing of good and bad: the side on which a bar lies does. */
const shades = ["accent", "neutral"] as const

/** A change split by who came and how they decided, group by group: to the right what raised it, to the left what lowered it. */
export function SplitBars<Row extends SplitRow>({ label, data, says }: SplitBarsProps<Row>) {
  const id = useId()
  const groups = useMemo(() => [data.rows.map((row) => stopOf(data, row))], [data])
  const draw = useCallback(() => {
    const most =
      Math.max(
        0,
        ...data.rows.flatMap(({ who, how }) => [Math.abs(who), Math.abs(how)]).filter(Number.isFinite),
      ) || 1
    return (
      <>
        <ChartKey
          lines={[
            { label: "How they decided", shade: shades[0], as: "area" },
            { label: "Who came", shade: shades[1], as: "area" },
          ]}
        />
        <svg width={0} height={0} className={classes.hatches} aria-hidden>
          <Hatches id={id} shades={shades} />
        </svg>
        <ul className={classes.list}>
          {data.rows.map((row) => (
            <li key={row.key}>
              <SplitLine row={row} most={most} says={says} id={id} />
            </li>
          ))}
        </ul>
      </>
    )
  }, [data, says, id])
  return <ChartFrame label={label} groups={groups} draw={data.rows.length > 0 ? draw : null} />
}

interface SplitLineProps {
  row: SplitRow
  most: number
  says: (part: number) => string
  id: string
}

function SplitLine({ row, most, says, id }: SplitLineProps) {
  const parts = [
    { part: row.how, fill: hatchFill(id, shades[0]), name: "decided" },
    { part: row.who, fill: hatchFill(id, shades[1]), name: "came" },
  ]
  const content = (
    <>
      <span className={classes.name}>
        <InlineText text={shorten(row.label, 120)} otherwise="without words" />
      </span>
      <svg className={classes.bars} width="100%" height={24} aria-hidden data-aim>
        <line className={classes.zero} x1="50%" x2="50%" y1={0} y2={24} />
        {parts.map(({ part, fill, name }, nth) => {
          const share = Number.isFinite(part) ? (Math.abs(part) / most) * 50 : 0
          return (
            <rect
              key={name}
              x={`${part < 0 ? 50 - share : 50}%`}
              width={`${share}%`}
              y={nth * 12 + 1}
              height={10}
              rx={1}
              fill={fill}
            />
          )
        })}
      </svg>
      <span className={classes.figures}>
        {parts.map(({ part, name }) => (
          <bdi key={name} className="hf-figures">
            {Number.isFinite(part) ? says(part) : "–"}
          </bdi>
        ))}
      </span>
    </>
  )
  return (
    <ListedStop stop={row.key} href={row.href} className={classes.line}>
      {content}
    </ListedStop>
  )
}
