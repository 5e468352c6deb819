import { VisuallyHidden } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { waitingQuery } from "../api/requests.ts"
import { digits } from "../parts/digits.ts"
import classes from "./side-bar.module.css"
import { usePlace } from "./workspace.ts"

/** How many requests of live customers wait for a person; nothing where none does. */
export function WaitingCount() {
  const { appId } = usePlace().workspace
  const { data } = useQuery(waitingQuery(appId))
  if (!data || data.waiting === 0) return null
  return (
    <span className={classes.count}>
      {digits.format(data.waiting)}
      <VisuallyHidden> waiting</VisuallyHidden>
    </span>
  )
}
