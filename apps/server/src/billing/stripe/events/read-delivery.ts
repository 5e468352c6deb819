import Stripe from "stripe"
import type { ReadDelivery } from "../../billing-system.ts"
import { toBillingEvent } from "./to-billing-event.ts"

const construct: typeof Stripe.webhooks.constructEvent = (...given) =>
  Stripe.webhooks.constructEvent(...given)

/** A signature that is older says nothing: somebody may have kept the delivery to send it again. */
export const toleranceSeconds = 300

/**
 * Reads what was posted to the address of a connection, by Stripe or by somebody who says so.
 * @param secrets of the endpoint at Stripe; while one is rotated there are two, and either will do
 * @param rawBody as it came, since the signature is over its bytes
 */
export function readDelivery(
  secrets: readonly string[],
  headers: Readonly<Record<string, unknown>>,
  rawBody: Buffer,
  now: Date,
): ReadDelivery {
  const signature = headers["stripe-signature"]
  if (typeof signature !== "string" || signature === "")
    return unsigned("The header stripe-signature is missing.")
  if (secrets.length === 0) return unsigned("No signing secret is known; enter it in Settings, Billing.")
  let isStale = false
  for (const secret of secrets) {
    try {
      return readEvent(construct(rawBody, signature, secret, toleranceSeconds, undefined, now.getTime()))
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
        return unsigned("The delivery is signed, and is no event that can be read.")
      // the time is looked at last: only a delivery that the secret signed can be too old
      isStale ||= error.message.includes("tolerance")
    }
  }
  return unsigned(
    isStale
      ? `The signature is older than ${toleranceSeconds / 60} minutes; the clocks of both servers must be right.`
      : "The signature was not made with the signing secret of this connection.",
  )
}

function readEvent(event: Stripe.Event): ReadDelivery {
  const kept = toBillingEvent(event)
  return kept ? { kind: "event", event: kept } : { kind: "ignored", type: event.type }
}

const unsigned = (reason: string): ReadDelivery => ({ kind: "unsigned", reason })
