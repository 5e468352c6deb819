import type { Mark } from "@holdfast/protocol/dashboard"
import { Anchor } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { calendarDate } from "../../time/exact-time.ts"
import { searchOf } from "../view/view.ts"
import type { Place } from "./link-to.ts"
import classes from "./panels/panels.module.css"
import { viewSince } from "./view-since.ts"

interface SinceVersionProps {
  /** The oldest first. */
  marks: readonly Mark[]
  place: Place
}

/** The last version that was published in these days, and the way to the days since. Nothing where there was none. */
export function SinceVersion({ marks, place }: SinceVersionProps) {
  const last = marks.findLast(({ kind }) => kind === "published")
  const since = last && viewSince(last.at, place)
  if (!last || !since) return null
  return (
    <p className={classes.note}>
      {last.text} on {calendarDate(last.at)}.{" "}
      <Anchor
        renderRoot={(props) => (
          <Link to="/" search={searchOf(since, place.workspace)} resetScroll={false} {...props} />
        )}
        inherit
        underline="always"
      >
        Since the last version
      </Anchor>
    </p>
  )
}
