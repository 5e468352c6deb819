import { type AuditEntry, customerInPath } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import quiet from "../parts/quiet-link.module.css"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./audit-row.module.css"

/** What has no page of its own is found on these. */
const pages = { mail: "/outbox", person: "/people", invitation: "/people", key: "/keys" } as const

/** What something was done to, which leads to its page where there is one. */
export function AuditTarget({ target }: { target: NonNullable<AuditEntry["target"]> }) {
  const { hasCustomerProfiles } = usePlace().workspace
  const { kind, id } = target
  const link = {
    className: `${quiet.link} ${classes.target}`,
    search: keepWorkspace,
    children: <bdi>{shorten(readableText(target.name) ?? "(unreadable name)", 200)}</bdi>,
  }
  if (kind === "customer" && hasCustomerProfiles) {
    return <Link to="/customers/$customerId" params={{ customerId: customerInPath(id) }} {...link} />
  }
  if (kind === "session") return <Link to="/sessions/$sessionId" params={{ sessionId: id }} {...link} />
  if (kind === "flow") return <Link to="/versions/$blueprintId" params={{ blueprintId: id }} {...link} />
  if (kind === "export") return <Link to="/exports/$exportId" params={{ exportId: id }} {...link} />
  if (isOnPage(kind)) return <Link to={pages[kind]} {...link} />
  return <span className={classes.target}>{link.children}</span>
}

const isOnPage = (kind: string): kind is keyof typeof pages => Object.hasOwn(pages, kind)
