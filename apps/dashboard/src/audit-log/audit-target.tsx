import { type AuditEntry, customerInPath } from "@holdfast/protocol"
import { Link } from "@tanstack/react-router"
import quiet from "../parts/quiet-link.module.css"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./audit-row.module.css"

/** What something was done to, which leads to its page where there is one. */
export function AuditTarget({ target }: { target: NonNullable<AuditEntry["target"]> }) {
  const { hasCustomerProfiles } = usePlace().workspace
  const { kind, id } = target
  const name = <bdi>{shorten(readableText(target.name) ?? "(unreadable name)", 200)}</bdi>
  const link = { className: `${quiet.link} ${classes.target}`, search: keepWorkspace }
  if (kind === "customer" && hasCustomerProfiles) {
    return (
      <Link to="/customers/$customerId" params={{ customerId: customerInPath(id) }} {...link}>
        {name}
      </Link>
    )
  }
  if (kind === "session") {
    return (
      <Link to="/sessions/$sessionId" params={{ sessionId: id }} {...link}>
        {name}
      </Link>
    )
  }
  if (kind === "flow") {
    return (
      <Link to="/flows/$blueprintId" params={{ blueprintId: id }} {...link}>
        {name}
      </Link>
    )
  }
  if (kind === "mail") {
    return (
      <Link to="/outbox" {...link}>
        {name}
      </Link>
    )
  }
  return <span className={classes.target}>{name}</span>
}
