import type { Mode } from "@holdfast/protocol"
import { IconFlask } from "@tabler/icons-react"
import classes from "./row-badges.module.css"

const words = { live: null, test: "Test Mode", sandbox: "Sandbox" }

/** Marks every session that is not live, so that nobody takes it for a real one. */
export function ModeBadge({ mode }: { mode: Mode }) {
  const word = words[mode]
  if (word === null) return null
  return (
    <span className={classes.badge} data-tone="caution">
      <IconFlask size={12} stroke={1.75} aria-hidden />
      {word}
    </span>
  )
}
