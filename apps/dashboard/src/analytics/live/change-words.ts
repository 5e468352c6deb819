import type { StreamRow } from "@holdfast/protocol/dashboard"
import { readableText } from "../../parts/readable-text.ts"

/** More than this many are counted, not named. */
const mostNamed = 3

/** Who changed and to what, for somebody who does not see the rows light up; empty for none. */
export function changeWords(rows: StreamRow[]): string {
  if (rows.length > mostNamed) return `${rows.length} sessions changed`
  return rows
    .map(({ customer, outcomeLabel }) => {
      const who = readableText(customer.email) ?? readableText(customer.id) ?? "Unknown customer"
      return `${who.slice(0, 80)}, ${outcomeLabel.slice(0, 80)}`
    })
    .join("; ")
}
