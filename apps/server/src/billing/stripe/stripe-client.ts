import Stripe from "stripe"

/** Where Stripe is, and who asks. */
export interface StripeAccess {
  /** A restricted key, or a secret one. */
  key: string
  /** Another address than Stripe's own, without a path; null for Stripe's own. */
  apiBase: string | null
}

/** Nobody waits longer for a single answer. */
const timeoutMs = 8000

/**
 * A client for one question, in the API version of the package. It never sends anything twice by itself: what becomes of a
 * request that got no answer is found out by looking. `fetch` in place of the package's own client over sockets, since that
 * one repeats a request whose connection closed, whatever it was told, and knows no signal.
 */
export function stripeClient({ key, apiBase }: StripeAccess, signal: AbortSignal): Stripe {
  return new Stripe(key, {
    timeout: timeoutMs,
    telemetry: false,
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient((url, init) =>
      fetch(url, {
        ...init,
        // a key is not carried to another address
        redirect: "error",
        signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal,
      }),
    ),
    ...(apiBase !== null && addressOf(apiBase)),
  })
}

function addressOf(apiBase: string) {
  const { protocol, hostname, port } = new URL(apiBase)
  const isPlain = protocol === "http:"
  return {
    protocol: isPlain ? ("http" as const) : ("https" as const),
    host: hostname,
    port: port || (isPlain ? "80" : "443"),
  }
}
