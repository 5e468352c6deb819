import type { ChartMark } from "./chart-mark.ts"
import { DrawnStop } from "./drawing.tsx"
import classes from "./mark-lane.module.css"
import { acrossOf, type Plot } from "./plot.ts"

interface MarkLaneProps {
  plot: Plot
  rows: readonly { marks: readonly ChartMark[] }[]
}

/** So far apart marks have to be, in pixels, to be read one by one. */
const apart = 22

/** What happened, under the days on which it did. Where there is no room, one mark stands for its neighbours and counts them. */
export function MarkLane({ plot, rows }: MarkLaneProps) {
  const { at } = acrossOf(plot, rows.length)
  const marks = rows.flatMap((row, place) => row.marks.map((mark) => ({ mark, x: at(place) })))
  return gather(marks).map(({ x, own }) => {
    const [first] = own
    if (!first) return null
    const sign = own.length > 1 ? `${own.length}×` : [...first.sign].slice(0, 3).join("")
    return (
      <g key={first.key} transform={`translate(${x} ${plot.bottom + 28})`}>
        {own.map((mark, nth) => (
          <DrawnStop key={mark.key} stop={mark.key} href={mark.href} label={mark.says}>
            <rect
              className={classes.hit}
              x={apart * (nth / own.length - 0.5)}
              y={-4}
              width={apart / own.length}
              height={26}
            />
            <path className={classes.mark} d="M0 0L4 6H-4Z" />
          </DrawnStop>
        ))}
        <text aria-hidden className={classes.sign} y={18} textAnchor="middle">
          {sign}
        </text>
      </g>
    )
  })
}

function gather(marks: readonly { mark: ChartMark; x: number }[]): { x: number; own: ChartMark[] }[] {
  const places: { x: number; own: ChartMark[] }[] = []
  for (const { mark, x } of marks) {
    const last = places.at(-1)
    if (last && x - last.x < apart) last.own.push(mark)
    else places.push({ x, own: [mark] })
  }
  return places
}
