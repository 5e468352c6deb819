import type { LiveState } from "../../api/follow-sessions.ts"
import { Hint } from "../../parts/hint.tsx"
import classes from "./live-mark.module.css"

const words = {
  live: { label: "Updating live", says: "New and changed sessions appear here as they happen." },
  crowded: {
    label: "Not updating live",
    says: "You have ten pages open that follow sessions, and Holdfast follows no more. Close one of them; until then this list is read again every 15 seconds.",
  },
  reconnecting: {
    label: "Reconnecting",
    says: "The live connection is interrupted. Until it is back, this list is read again every 15 seconds.",
  },
}

/** Whether the list follows what happens, whatever the mode; nothing until that is known. */
export function LiveMark({ state }: { state: LiveState }) {
  if (state === "connecting") return null
  const { label, says } = words[state]
  return (
    <Hint says={says} className={classes.mark}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {label}
    </Hint>
  )
}
