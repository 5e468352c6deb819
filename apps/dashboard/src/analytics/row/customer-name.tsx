import { customerInPath, type StreamRow } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { useTabIndex } from "../../parts/tab-index.ts"
import { keepWorkspaceIn } from "../../shell/keep-workspace.ts"
import { usePlace } from "../../shell/workspace.ts"
import classes from "./row-who.module.css"

/**
 * The customer's email, or their id where there is none; with customer profiles on it leads to all of their sessions.
 * Null where neither can be read.
 */
export function CustomerName({ customer, mode }: Pick<StreamRow, "customer" | "mode">) {
  const { workspace } = usePlace()
  const tabIndex = useTabIndex()
  const name = readableText(customer.email) ?? readableText(customer.id)
  if (name === null) return null
  const word = <bdi className={classes.name}>{shorten(name, 400)}</bdi>
  if (!workspace.hasCustomerProfiles || !customer.id) return word
  return (
    <Link
      to="/customers/$customerId"
      params={{ customerId: customerInPath(customer.id) }}
      search={keepWorkspaceIn(mode)}
      tabIndex={tabIndex}
      className={classes.link ?? ""}
    >
      {word}
    </Link>
  )
}
