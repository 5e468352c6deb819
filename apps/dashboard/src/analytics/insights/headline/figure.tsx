import { type GoalFigure, isMoneyGoal, type TimePoint } from "@holdfast/protocol/dashboard"
import type { ReactNode } from "react"
import type { ShownInsights } from "../../../api/insights.ts"
import { Sparkline } from "../../../charts/sparkline.tsx"
import type { Moved } from "../figure-words.ts"
import { GoalButton } from "../goals/goal-button.tsx"
import { type ShownGoal, shownGoal } from "../goals/shown-goal.ts"
import { SessionsLink } from "../sessions-link.tsx"
import classes from "./headline.module.css"

interface FigureProps {
  name: string
  figure: GoalFigure
  insights: ShownInsights
  moved: Moved | null
  children: ReactNode
}

export const Figure = ({ name, figure, insights, moved, children }: FigureProps) => (
  <li className={classes.figure}>
    <div className={classes.head}>
      <p className={classes.name}>{name}</p>
      <GoalButton name={name} figure={figure} insights={insights} />
    </div>
    {children}
    {!isMoneyGoal(figure) && <GoalNote shown={shownGoal(insights, figure)} />}
    {moved && (
      <p className={`${classes.aside} hf-figures`} title={moved.says}>
        {moved.text}
      </p>
    )}
  </li>
)

export const GoalNote = ({ shown }: { shown: ShownGoal | null }) =>
  shown && (
    <p className={`${classes.aside} hf-figures`} title={shown.phrase ?? undefined}>
      {shown.note}
    </p>
  )

interface ValueProps {
  name: string
  href: string | null
  isGrey: boolean
  isLess?: boolean
  children: string
}

/** Its name is part of what a screen reader says of the link. */
export const Value = ({ name, href, isGrey, isLess = false, children }: ValueProps) => (
  <p className={classes.value} data-figure={name}>
    <SessionsLink
      href={href}
      className={[classes.number, isGrey && classes.grey, isLess && classes.less, "hf-figures"]
        .filter(Boolean)
        .join(" ")}
      label={`${name}: ${children}`}
    >
      {children}
    </SessionsLink>
  </p>
)

interface WayProps {
  name: string
  points: readonly TimePoint[]
  of: (point: TimePoint) => number | null
  says: (value: number | null) => string | null
  /** What each point is to be. */
  goal: number | null
}

/** How a figure went, in a few pixels. One point is no way. */
export function Way({ name, points, of, says, goal }: WayProps) {
  const values = points.map(of)
  const known = values.filter((value) => value !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (known.length < 2 || first === undefined || last === undefined) return null
  const beside = goal === null ? "" : `, beside its goal of ${says(goal)}`
  return (
    <Sparkline values={values} goal={goal} label={`${name}, from ${says(first)} to ${says(last)}${beside}`} />
  )
}
