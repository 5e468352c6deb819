import { UnstyledButton } from "@mantine/core"
import { digits } from "../parts/digits.ts"
import { Hint } from "../parts/hint.tsx"
import classes from "./session-count.module.css"

interface UnverifiedCountProps {
  unverified: number
  /** The number belongs to the view before. */
  isOld: boolean
  /** Null while filters are off. */
  onLeaveOut: (() => void) | null
}

/** How many of the sessions nobody vouched for, and the filter that leaves them out. */
export function UnverifiedCount({ unverified, isOld, onLeaveOut }: UnverifiedCountProps) {
  return (
    <p className={`${classes.count} hf-figures`}>
      <span className={isOld ? classes.old : undefined}>
        <Hint says="No server of yours vouched for these customers, so anybody can have sent these sessions.">
          {digits.format(unverified)} unverified
        </Hint>
      </span>
      {onLeaveOut && (
        <UnstyledButton
          className={classes.leaveOut ?? ""}
          aria-label="Leave out unverified sessions"
          onClick={onLeaveOut}
        >
          Leave out
        </UnstyledButton>
      )}
    </p>
  )
}
