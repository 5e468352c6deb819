import type { ApiKey } from "@holdfast/protocol/dashboard"
import { Hint } from "../parts/hint.tsx"
import { useNow } from "../parts/use-now.ts"
import { exactTime } from "../time/exact-time.ts"
import { relativeTime } from "../time/relative-time.ts"
import classes from "./key-state-mark.module.css"

const words: Record<ApiKey["state"], string> = {
  active: "Active",
  ending: "Being replaced, ends",
  replaced: "Replaced",
  revoked: "Revoked",
}

/** Whether a key is accepted, and until or since when that is over; the exact time is behind it. */
export function KeyStateMark({ apiKey: { state, endsAt } }: { apiKey: ApiKey }) {
  const now = useNow()
  if (endsAt === null) {
    return (
      <span className={classes.mark} data-state={state}>
        {words[state]}
      </span>
    )
  }
  const at = new Date(endsAt)
  return (
    <Hint says={exactTime(at)} className={classes.mark}>
      <span data-state={state}>
        {words[state]} <time dateTime={endsAt}>{relativeTime(at, now)}</time>
      </span>
    </Hint>
  )
}
