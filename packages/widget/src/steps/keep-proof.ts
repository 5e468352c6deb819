import type { FlowCaller } from "@holdfast/protocol/flow"

/**
 * Leaves of a run's caller who they are and the proof. The server keeps what the page said of the customer when the run was
 * opened, so neither the reports nor what of them waits in the browser's storage need hold an email or an attribute.
 */
export function keepProof(run: { caller: FlowCaller }): void {
  const { customer: _customer, subscriptions, customerAttributes, ...proof } = run.caller
  run.caller = proof
}
