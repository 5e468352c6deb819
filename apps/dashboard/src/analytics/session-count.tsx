import { digits } from "../parts/digits.ts"
import { Hint } from "../parts/hint.tsx"
import { problemWords } from "../parts/problem-words.ts"
import classes from "./session-count.module.css"

interface SessionCountProps {
  count: number | undefined
  /** The number belongs to the view before. */
  isOld: boolean
  /** Why there is no number. */
  error: Error | null
}

/**
 * How many sessions match, told to a screen reader as well whenever a view is answered. Its place is kept while the
 * number is on its way, and says why when it is not to be had.
 */
export function SessionCount({ count, isOld, error }: SessionCountProps) {
  if (error) {
    const { title, advice } = problemWords(error, "count the sessions")
    return (
      <p className={classes.count} role="status">
        <Hint says={`${title} ${advice}`}>Not counted</Hint>
      </p>
    )
  }
  const words = `${digits.format(count ?? 0)} ${count === 1 ? "session" : "sessions"}`
  return (
    <p className={`${classes.count} hf-figures`} role="status">
      {count === undefined && <span className={classes.blank} />}
      {count !== undefined && isOld && (
        <span aria-hidden className={classes.old}>
          {words}
        </span>
      )}
      {count !== undefined && !isOld && words}
    </p>
  )
}
