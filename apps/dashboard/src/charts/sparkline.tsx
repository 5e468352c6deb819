import { scaleLinear } from "d3-scale"
import { line } from "d3-shape"
import classes from "./sparkline.module.css"
import { planAxis } from "./value-axis.ts"

interface SparklineProps {
  /** In order; null where there is no data. */
  values: readonly (number | null)[]
  /** What they say, in a sentence, for who cannot see them. */
  label: string
  /** What each of them is to be. */
  goal?: number | null
  width?: number
  height?: number
}

/** The way of a figure in a word's space, without axes. Its last point is marked. */
export function Sparkline({ values, label, goal = null, width = 96, height = 24 }: SparklineProps) {
  const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value)
  const plan = planAxis([...values, goal], { says: String })
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [3, width - 3])
  const y = scaleLinear([plan.from, plan.to], [height - 3, 3])
  const drawn = line<number | null>()
    .defined(isKnown)
    .x((_, place) => x(place))
    .y((value) => y(value ?? 0))
  const last = values.findLastIndex(isKnown)
  const lastValue = values[last] ?? null
  return (
    <svg role="img" aria-label={label} className={classes.sparkline} width={width} height={height}>
      {goal !== null && <line className={classes.goal} x1={0} x2={width} y1={y(goal)} y2={y(goal)} />}
      <path d={drawn(values) ?? ""} />
      {isKnown(lastValue) && <circle cx={x(last)} cy={y(lastValue)} r={2.5} />}
    </svg>
  )
}
