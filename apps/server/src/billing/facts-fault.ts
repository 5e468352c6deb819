import type { MissingFacts } from "@holdfast/protocol"

/** Why a billing system says nothing of a customer, where it is more than that it failed. */
export class FactsFault extends Error {
  readonly reason: Extract<MissingFacts, "refused-key" | "rate-limited">

  constructor(reason: FactsFault["reason"], cause: Error) {
    super(cause.message, { cause })
    this.name = "FactsFault"
    this.reason = reason
  }
}
