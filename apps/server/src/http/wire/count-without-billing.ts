import type { BillingFactsNote } from "@holdfast/protocol"
import type { Caller } from "../../account/admit-customer.ts"
import type { Services } from "../services.ts"

/**
 * Counts for the page Health a session that opened without what the connected billing knows of its customer, by the reason and the
 * mode. It is nothing that a client could mend, so none is named.
 */
export function countWithoutBilling(
  { health, now }: Pick<Services, "health" | "now">,
  { workspace, mode }: Caller,
  billingFacts: BillingFactsNote | null,
): void {
  if (!billingFacts?.missing) return
  const problem = { kind: "without_billing", field: mode, why: billingFacts.missing } as const
  health.count(workspace, { ...problem, route: "", client: { name: "", version: "" }, example: null }, now())
}
