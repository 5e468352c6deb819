import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { useTabIndex } from "../../parts/tab-index.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import classes from "./row-badges.module.css"

/** The flow, leading to the exact version that this customer saw; a plain word where no version was told. */
export function FlowBadge({ flow }: Pick<StreamRow, "flow">) {
  const tabIndex = useTabIndex()
  const name = readableText(flow.name)
  if (name === null) return null
  const word = <bdi className={classes.text}>{shorten(name, 200)}</bdi>
  // a part of a path that is `.` or `..` is a step up, and leads nowhere
  const leads = flow.blueprintId !== null && !/^\.{0,2}$/.test(flow.blueprintId)
  if (!leads || flow.blueprintId === null) return <span className={classes.badge}>{word}</span>
  return (
    <Link
      to="/versions/$blueprintId"
      params={{ blueprintId: flow.blueprintId.toWellFormed() }}
      search={keepWorkspace}
      tabIndex={tabIndex}
      className={`${classes.badge} ${classes.link}`}
    >
      {word}
    </Link>
  )
}
