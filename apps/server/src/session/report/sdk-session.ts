import { createHash } from "node:crypto"
import type { Mode, SessionReport } from "@holdfast/protocol"
import type { SdkSession } from "@holdfast/protocol/schema"
import type { Caller } from "../../account/admit-customer.ts"
import type { Reporting } from "./report-session.ts"
import { provenCustomer } from "./run.ts"

/** What makes two posts of an SDK the same session, and which of them knows more. */
export interface SdkReport extends SessionReport {
  clientKey: string
  /** When the first step began, by the customer's clock; null where the post has no steps. */
  firstStep: Date | null
}

/** Whose post it is. Unverified posts have keys of their own, so that they never touch a verified session. */
export interface SdkPoster {
  customerId: string | null
  mode: Mode
  verified: boolean
  receivedAt: Date
}

/**
 * The SDKs post once, at the end of the flow, without an id. The same customer, blueprint and first step start is
 * the same session; where a customer or steps are missing, only the very same body on the same day is. The post whose
 * steps reach further is newer.
 */
export function sdkReport(body: SdkSession, poster: SdkPoster): SdkReport {
  const { mode: _, ...facts } = body
  const { customerId, mode, verified, receivedAt } = poster
  const steps = body.stepsViewed ?? []
  const start = steps[0]?.start ?? null
  const same =
    start && customerId !== null
      ? [mode, customerId, body.blueprintId ?? null, Date.parse(start)]
      : [mode, customerId, body, receivedAt.toISOString().slice(0, 10)]
  const times = steps.flatMap((step) =>
    [step.start, step.end].flatMap((time) => (time ? [Date.parse(time)] : [])),
  )
  const span = start ? Math.max(...times) - Date.parse(start) : 0
  const isDecided = facts.canceled === true || facts.acceptedOffer != null
  const hash = createHash("sha256").update(JSON.stringify(same)).digest("base64url")
  return {
    clientKey: `sdk${verified ? "" : "-unverified"}:${hash}`,
    firstStep: start ? new Date(start) : null,
    revision: 1 + Math.min(span, 2_000_000_000),
    // it comes at the end: without a decision the customer has left, whether or not the post says so
    facts: isDecided ? facts : { ...facts, aborted: true },
  }
}

/** The post at the end of a flow: settles the session that the config call opened, or is one of its own. */
export function sdkReporting(caller: Caller, body: SdkSession, receivedAt: Date): Omit<Reporting, "ignored"> {
  const { mode, verified } = caller
  const customer = provenCustomer(caller, body.customer ?? {})
  const poster = { customerId: customer.id, mode, verified, receivedAt }
  const { clientKey, firstStep, revision, facts } = sdkReport(body, poster)
  return {
    run: { source: "sdk", clientKey, startedAt: receivedAt, receivedAt },
    customer,
    revision,
    facts,
    ...(verified && { claim: { blueprintId: body.blueprintId || null, firstStep } }),
  }
}
