import type { FlowVersion } from "@holdfast/protocol/dashboard"
import type { FlowComparison } from "@holdfast/protocol/flow"
import { Link } from "@tanstack/react-router"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { dayAndTime } from "../time/exact-time.ts"
import { comparisonSentence } from "./comparison-words.ts"
import classes from "./published-now.module.css"

/** Whether this is what customers see today, and what has changed since where it is not. */
export function PublishedNow({ version, comparison }: { version: FlowVersion; comparison: FlowComparison }) {
  const { blueprint, published } = version
  if (published.id === blueprint.id) {
    return <p className={classes.now}>This is what is published now.</p>
  }
  return (
    <p className={classes.now} data-old>
      Version {published.version} is published now (since {dayAndTime(new Date(published.publishedAt))}).{" "}
      {comparisonSentence(comparison)}{" "}
      <Link
        to="/versions/$blueprintId"
        params={{ blueprintId: published.id }}
        search={keepWorkspace}
        className={classes.link ?? ""}
      >
        Open version {published.version}
      </Link>
    </p>
  )
}
