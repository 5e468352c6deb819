import { exactTime } from "../time/exact-time.ts"
import { relativeTime } from "../time/relative-time.ts"
import { Hint } from "./hint.tsx"
import { useNow } from "./use-now.ts"

/** How long ago, with the exact time and the viewer's zone behind it. */
export function Moment({ at }: { at: string }) {
  const instant = new Date(at)
  const now = useNow()
  if (Number.isNaN(instant.getTime())) return <span>Time unknown</span>
  return (
    <Hint says={exactTime(instant)}>
      <time dateTime={at}>{relativeTime(instant, now)}</time>
    </Hint>
  )
}
