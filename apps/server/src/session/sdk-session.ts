import { createHash } from "node:crypto"
import type { Mode, SessionReport } from "@holdfast/protocol"
import type { SdkSession } from "@holdfast/protocol/schema"

/** What makes two posts of an SDK the same session, and which of them knows more. */
export interface SdkReport extends SessionReport {
  clientKey: string
  /** When the first step began, by the customer's clock; null where the post has no steps. */
  firstStep: Date | null
}

/**
 * The SDKs post once, at the end of the flow, without an id. The same customer, blueprint and first step start
 * is the same session; without steps, only the very same body is. The post whose steps reach further is newer.
 */
export function sdkReport(body: SdkSession, customerId: string | null, mode: Mode): SdkReport {
  const { mode: _, ...facts } = body
  const steps = body.stepsViewed ?? []
  const start = steps[0]?.start ?? null
  const same = start
    ? [mode, customerId, body.blueprintId ?? null, Date.parse(start)]
    : [mode, customerId, body]
  const times = steps.flatMap((step) =>
    [step.start, step.end].flatMap((time) => (time ? [Date.parse(time)] : [])),
  )
  const span = start ? Math.max(...times) - Date.parse(start) : 0
  const isDecided = facts.canceled === true || facts.acceptedOffer != null
  return {
    clientKey: `sdk:${createHash("sha256").update(JSON.stringify(same)).digest("base64url")}`,
    firstStep: start ? new Date(start) : null,
    revision: 1 + Math.min(span, 2_000_000_000),
    // it comes at the end: without a decision the customer has left, whether or not the post says so
    facts: isDecided ? facts : { ...facts, aborted: true },
  }
}
