import type { StreamRow } from "@holdfast/protocol/dashboard"
import { CopyButton } from "../../parts/copy-button.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { CustomerName } from "./customer-name.tsx"
import classes from "./row-who.module.css"

/** The customer's email, or their id where there is none, and its copy. */
export function RowWho({ customer, mode }: Pick<StreamRow, "customer" | "mode">) {
  const hasEmail = readableText(customer.email) !== null
  const original = hasEmail ? customer.email : customer.id
  if (!original || readableText(original) === null)
    return <span className={classes.unknown}>Unknown customer</span>
  return (
    <span className={classes.who}>
      <CustomerName customer={customer} mode={mode} />
      <CopyButton text={original} what={hasEmail ? "email" : "customer ID"} />
    </span>
  )
}
