import type { FlowAction } from "@holdfast/protocol"
import Stripe from "stripe"
import type { ProviderAnswer } from "../provider.ts"

/** Stripe knows no such object, or the key is of the other mode. */
export const isMissing = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing"

/** There is no next invoice to preview. */
export const isNoneUpcoming = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "invoice_upcoming_none"

/**
 * What an error of Stripe's client means for a request.
 * @param isSent whether something that changes the subscription may have reached Stripe
 * @throws the error, where nobody knows whether the request was carried out
 */
export function answerOfError(error: unknown, action: FlowAction, isSent: boolean): ProviderAnswer {
  const { errors } = Stripe
  if (!(error instanceof errors.StripeError)) throw error
  if (error instanceof errors.StripeAuthenticationError)
    return failed("Stripe does not accept the key: it was revoked, has expired, or is wrong.")
  if (error instanceof errors.StripePermissionError)
    return failed(`The key lacks a permission at Stripe: ${error.message}`)
  if (error instanceof errors.StripeRateLimitError)
    return failed("Stripe was asked too much at once, or changed the subscription at this moment.")
  if (error instanceof errors.StripeCardError)
    return { kind: "refused", reason: "The payment for it did not go through. Nothing was changed." }
  if (error instanceof errors.StripeInvalidRequestError) return invalid(error, action)
  // an idempotency key that went with other words, or is in use: an earlier sending was there, and nobody knows its end
  if (error instanceof errors.StripeIdempotencyError) throw error
  if (isSent && !neverArrived(error)) throw error
  return failed(`Stripe could not be asked: ${error.message}`)
}

const failed = (reason: string): ProviderAnswer => ({ kind: "failed", reason })

/** To try it again would bring the same: a person reads why. A customer would not understand it. */
function invalid({ message }: Error, action: FlowAction): ProviderAnswer {
  const reason = `Stripe says: ${message}`
  return action === "cancel" ? { kind: "refused", reason } : failed(reason)
}

/** What fails before the first byte of a request is on its way. */
const codesBeforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
])

/** Whether a request certainly did not reach Stripe: the cause of a failed `fetch` says how far it came. */
function neverArrived(error: Stripe.errors.StripeError): boolean {
  if (!(error instanceof Stripe.errors.StripeConnectionError)) return false
  const code = codeIn(error.detail instanceof Error ? error.detail.cause : undefined)
  return code !== null && codesBeforeSending.has(code)
}

const codeIn = (cause: unknown): string | null =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : null

/** The answer to an earlier sending under the same key, given once more: that sending failed inside Stripe. */
export const isOldFault = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.["idempotent-replayed"] === "true"
