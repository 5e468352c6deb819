import classes from "./interval-dot.module.css"

interface IntervalDotProps {
  /** A share from 0 to 1; null where nothing can be said. */
  rate: number | null
  low: number | null
  high: number | null
  /** There are too few sessions to trust it: it is drawn hollow and grey. */
  isFew: boolean
  /** The rate and its interval in words, for who cannot see them: `48.7%, between 45.9% and 51.5%`. */
  label: string
}

/** A rate and its interval on an axis from 0 to 100 %, as wide as the place it stands in. */
export function IntervalDot({ rate, low, high, isFew, label }: IntervalDotProps) {
  const across = (share: number) => `${Math.min(100, Math.max(0, share * 100))}%`
  return (
    <svg role="img" aria-label={label} className={classes.dot} data-few={isFew} width="100%" height={16}>
      <line className={classes.axis} x1="0" x2="100%" y1={8} y2={8} />
      {["0%", "50%", "100%"].map((at) => (
        <line key={at} className={classes.axis} x1={at} x2={at} y1={5} y2={11} />
      ))}
      {low !== null && high !== null && (
        <line className={classes.interval} x1={across(low)} x2={across(high)} y1={8} y2={8} />
      )}
      {rate !== null && Number.isFinite(rate) && (
        <circle className={classes.rate} cx={across(rate)} cy={8} r={4} />
      )}
    </svg>
  )
}
