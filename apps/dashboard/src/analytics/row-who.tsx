import type { StreamRow } from "@holdfast/protocol"
import { CopyButton } from "../parts/copy-button.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import classes from "./row-who.module.css"

/** The customer's email, or their id where there is none, and its copy. */
export function RowWho({ customer }: { customer: StreamRow["customer"] }) {
  const email = readableText(customer.email)
  const name = email ?? readableText(customer.id)
  if (name === null) return <span className={classes.unknown}>Unknown customer</span>
  const original = (email === null ? customer.id : customer.email) ?? name
  return (
    <span className={classes.who}>
      <bdi className={classes.name}>{shorten(name, 400)}</bdi>
      <CopyButton text={original} what={email === null ? "customer ID" : "email"} />
    </span>
  )
}
