import classes from "./goal-track.module.css"

interface GoalTrackProps {
  value: number
  goal: number
  /** What they say, for who cannot see them. */
  label: string
  width?: number
}

/** How much of a goal an amount is: a bar, and the goal as a line across it. */
export function GoalTrack({ value, goal, label, width = 96 }: GoalTrackProps) {
  const most = Math.max(value, goal) || 1
  const across = (amount: number) => Math.max(0, (amount / most) * (width - 2))
  return (
    <svg role="img" aria-label={label} className={classes.track} width={width} height={14}>
      <rect className={classes.whole} width={width - 2} height={6} y={4} rx={2} />
      <rect className={classes.part} width={across(value)} height={6} y={4} rx={2} />
      <line className={classes.goal} x1={across(goal) + 1} x2={across(goal) + 1} y1={1} y2={13} />
    </svg>
  )
}
