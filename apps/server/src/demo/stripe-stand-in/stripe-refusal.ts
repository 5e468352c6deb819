/** An error of Stripe's, as its client reads it. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

interface ErrorBody {
  type: "invalid_request_error" | "idempotency_error" | "card_error" | "api_error"
  message: string
  code?: string
  param?: string
  decline_code?: string
}

/** 400: something is wrong with a parameter, or the object does not allow it. */
export const refuse = (message: string, more: { code?: string; param?: string } = {}): StripeRefusal =>
  new StripeRefusal(400, { type: "invalid_request_error", message, ...more })

/** There is no such object: 404 where the address names it, 400 where a parameter does. */
export const missing = (what: string, id: string, param = "id", hint = ""): StripeRefusal =>
  new StripeRefusal(param === "id" ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'${hint}`,
    param,
  })

export const declined = (): StripeRefusal =>
  new StripeRefusal(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
  })
