import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Caller } from "../../account/admit-customer.ts"
import { runKey } from "./run-key.ts"
import type { TrustedReport } from "./trusted-report.ts"

/** A run of the flow, as the way in that it comes by tells of it. */
export type Run = Pick<TrustedReport, "source" | "clientKey" | "startedAt" | "receivedAt">

const week = 7 * 24 * 3600 * 1000

/** The widget makes its run's id itself. Times are epoch milliseconds by the browser's clock. */
export function widgetRun(
  { run, startedAt, sentAt }: { run: string; startedAt: number; sentAt: number },
  receivedAt: Date,
): Run {
  // the browser's clock may be wrong by years; how long ago it says the run began is right
  const ago = Math.min(Math.max(sentAt - startedAt, 0), week)
  return {
    source: "widget",
    clientKey: runKey(run),
    startedAt: new Date(receivedAt.getTime() - ago),
    receivedAt,
  }
}

/** What a page says of its customer; whose it is, the proof says. */
export function provenCustomer(
  caller: Caller,
  said: CustomerSnapshot,
): CustomerSnapshot & { id: string | null } {
  const customer = { ...said, id: caller.customerId ?? (said.id || null) }
  if (caller.subscriptionId) customer.subscriptionId = caller.subscriptionId
  return customer
}
