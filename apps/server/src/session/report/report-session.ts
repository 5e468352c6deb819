import type { BillingFactsNote, CustomerSnapshot, SessionFacts } from "@holdfast/protocol"
import type { Ignored } from "@holdfast/protocol/schema"
import type { Caller } from "../../account/admit-customer.ts"
import type { Exposure } from "../../flow/ab-test/choose-arm.ts"
import type { BegunRecording } from "../../recording/begin-recording.ts"
import type { Intake } from "./intake.ts"
import { provenCustomer, type Run } from "./run.ts"
import type { Claim, RecordResult } from "./trusted-report.ts"

/** What a way in has been told of a run: the whole session so far. */
export interface Reporting {
  run: Run
  /** As the page describes them; null where it does not: then they stay as they were described when the run was opened. */
  customer: CustomerSnapshot | null
  /** Of two reports the one with the higher revision knows more. */
  revision: number
  facts: SessionFacts
  /** The A/B test that the session opens in; what clients say of tests is no fact. */
  exposure?: Exposure | null
  /** Whether the run is recorded, as the session opens. */
  recording?: BegunRecording | null
  /** What came of asking the billing system for the customer, as the session opens. */
  billingFacts?: BillingFactsNote | null
  /** The report may be meant for a session that waits for the post of an SDK. */
  claim?: Claim
  /** What of it could not be read. */
  ignored: readonly Ignored[]
}

/** Reports a session: what every way in calls once it knows who speaks. See `Intake.record`. */
export function reportSession(
  intake: Intake,
  caller: Caller,
  { run, customer, revision, facts, exposure, recording, billingFacts, claim, ignored }: Reporting,
): Promise<RecordResult> {
  const proven = provenCustomer(caller, customer ?? {})
  return intake.record({
    ...run,
    workspaceId: caller.workspace.id,
    mode: caller.mode,
    customerId: proven.id,
    verified: caller.verified,
    revision,
    facts: { ...facts, customer: proven },
    ...(exposure && { exposure }),
    ...(recording && { recording }),
    ...(billingFacts && { billingFacts }),
    describesCustomer: customer !== null,
    ...(claim && { claim }),
    ignored,
  })
}
